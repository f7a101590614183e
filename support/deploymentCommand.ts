import { installed } from "./projectRoot";

/** What the package calls the commands of deploy/. */
const binaries = {
  bootstrapDatabase: "msk-pipeline-bootstrap-database",
  pluginArchive: "msk-pipeline-plugin-archive",
  verifyConnector: "msk-pipeline-verify-connector",
} as const;

/**
 * Returns how a deployment runs a command of deploy/, from the program's folder. The state keeps it,
 * and a command that reads otherwise is run again: it must be the same on every machine. `npx --no`
 * finds the package's binary wherever it is installed, and installs none.
 */
export function deploymentCommand(name: keyof typeof binaries): string {
  return installed ? `npx --no ${binaries[name]}` : `node --import tsx deploy/${name}.ts`;
}
