import { UserError } from "../support/userError";
import { sha256Of } from "../support/checksum";

/** Refuses a zip that has not the checksum that is expected, where one is; `origin` is where it is from. */
export async function assertChecksum(
  path: string,
  { sha256 }: { readonly sha256?: string },
  origin: string,
): Promise<void> {
  if (sha256 === undefined) return;
  const actual = await sha256Of(path);
  if (actual === sha256) return;
  throw new UserError(
    `The plugin archive from ${origin} is not the one that is expected: its SHA-256 is ${actual}, not ${sha256}.`,
  );
}
