import AdmZip from "adm-zip";
import { UserError } from "../config/userError";

/**
 * Refuses an archive that does not hold the connector. MSK Connect would take it, and fail twenty
 * minutes later with "Failed to find any class that implements Connector".
 */
export function assertHoldsClass(path: string, connectorClass: string): void {
  const entry = `${connectorClass.replaceAll(".", "/")}.class`;
  const jars = openZip(path)
    .getEntries()
    .filter(({ entryName }) => entryName.endsWith(".jar"));
  if (jars.some((jar) => new AdmZip(jar.getData()).getEntry(entry) !== null)) return;
  throw new UserError(
    `The plugin archive ${path} holds no class ${connectorClass} in any of its ${jars.length} jars; it must be a zip with all jars of the connector.`,
  );
}

function openZip(path: string): AdmZip {
  try {
    return new AdmZip(path);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new UserError(`The plugin archive ${path} cannot be read as a zip: ${reason}`);
  }
}
