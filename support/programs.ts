import execa, { type ExecaReturnValue, type Options } from "execa";
import { UserError } from "./userError";

/** Why a program of others is needed, and where it is to be had. */
export interface Need {
  /** Completes "There is no aws on PATH, and ...". */
  readonly purpose: string;
  readonly install: string;
}

/** Runs a program to its end, well or badly; throws UserError where there is none on PATH. */
export async function run(
  program: string,
  args: readonly string[],
  { purpose, install }: Need,
  options: Options = {},
): Promise<ExecaReturnValue> {
  const result = await execa(program, args, { ...options, reject: false });
  if (!("code" in result && result.code === "ENOENT")) return result;
  throw new UserError(`There is no ${program} on PATH, and ${purpose}. Install it: ${install}`);
}
