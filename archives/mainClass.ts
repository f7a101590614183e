import AdmZip from "adm-zip";
import { UserError } from "../support/userError";

/**
 * Refuses an archive that does not hold the class that it is for. MSK Connect would take a plugin
 * without its connector, and fail twenty minutes later with "Failed to find any class that
 * implements Connector".
 */
export function assertHoldsClass(path: string, mainClass: string): void {
  const entry = `${mainClass.replaceAll(".", "/")}.class`;
  const jars = openZip(path)
    .getEntries()
    .filter(({ entryName }) => entryName.endsWith(".jar"))
    // The small ones first: a connector's own is among them, and is read in no time.
    .sort((a, b) => a.header.compressedSize - b.header.compressedSize);
  if (jars.some((jar) => new AdmZip(jar.getData()).getEntry(entry) !== null)) return;
  throw new UserError(
    `The archive ${path} holds no class ${mainClass} in any of its ${jars.length} jars; it must be a zip with that class and all jars that it needs.`,
  );
}

function openZip(path: string): AdmZip {
  try {
    return new AdmZip(path);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new UserError(`The archive ${path} cannot be read as a zip: ${reason}`);
  }
}
