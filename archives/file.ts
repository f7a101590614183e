import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { programRoot } from "../support/program";
import { UserError } from "../support/userError";
import type { FileArchive } from "./archive";
import { assertChecksum } from "./checksum";

/** Finds an archive that is on this machine; refuses a wrong checksum. */
export async function archiveFile({ file, ...archive }: FileArchive): Promise<string> {
  const path = resolve(programRoot(), file);
  if (!existsSync(path)) {
    throw new UserError(
      `The plugin archive ${path} does not exist, which is named as the file ${file}: put the zip there, or name another path.`,
    );
  }
  await assertChecksum(path, archive, path);
  return path;
}
