#!/usr/bin/env node
/**
 * The command that a deployment runs for each archive that it uploads: takes an Archive as JSON on
 * standard input, prints `{"path", "sha256"}` of the zip as one line on standard output.
 */
import { text } from "node:stream/consumers";
import { UserError } from "../support/userError";
import { parseArchive, prepareArchive } from "../archives/prepare";

async function main(): Promise<void> {
  const prepared = await prepareArchive(parseArchive(await text(process.stdin)));
  process.stdout.write(`${JSON.stringify(prepared)}\n`);
}

main().catch((error: unknown) => {
  process.exitCode = 1;
  console.error(error instanceof UserError ? error.message : error);
});
