import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { outputTypes } from "../../outputs/schema";

const FILE = join(__dirname, "outputs.json");

/** Reads the outputs that other programs may rely on, each with its type in JSON. */
export function readPromised(): Record<string, string> {
  return z.record(z.string(), z.string()).parse(JSON.parse(readFileSync(FILE, "utf8")));
}

/**
 * Adds the outputs that are new. One that has gone, or has another type, stays as it was promised:
 * only a person breaks a promise, in this file and with a new major version.
 */
export function writePromised(): void {
  const promised = Object.entries({ ...outputTypes(), ...readPromised() });
  const sorted = Object.fromEntries(promised.sort(([a], [b]) => (a < b ? -1 : 1)));
  writeFileSync(FILE, `${JSON.stringify(sorted, undefined, 2)}\n`);
}
