import { join } from "node:path";
import { python, type Python } from "../helpers/python";

/** Returns Python with what has AWS's service models, CloudFormation's schemas and the emulator. */
export function awsPython(): Promise<Python> {
  return python(join(__dirname, "requirements.txt"));
}
