import { basename, join } from "node:path";
import AdmZip from "adm-zip";

/** The file that tells a plugin of ours its version. */
const VERSION = /^dev\/mskpipeline\/.*\/version\.txt$/;

/**
 * Writes what the next build of a plugin of ours might be into a folder: the same classes under
 * another version, and so another archive. Returns its path.
 */
export function nextBuild(archive: string, version: string, directory: string): string {
  const zip = new AdmZip(archive);
  for (const entry of zip.getEntries()) {
    if (!entry.entryName.endsWith(".jar")) continue;
    const jar = withVersion(entry.getData(), version);
    if (jar !== undefined) zip.updateFile(entry, jar);
  }
  const path = join(directory, basename(archive));
  zip.writeZip(path);
  return path;
}

/** Returns a jar with another version; undefined for one that has none. */
function withVersion(content: Buffer, version: string): Buffer | undefined {
  const jar = new AdmZip(content);
  const entry = jar.getEntries().find(({ entryName }) => VERSION.test(entryName));
  if (entry === undefined) return undefined;
  jar.updateFile(entry, Buffer.from(version));
  return jar.toBuffer();
}
