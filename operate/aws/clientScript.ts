import { quoted } from "../../support/shell";

/** Where the tools sign in to the brokers by. */
export const CLIENT_CONFIG = "/etc/kafka/client-config.properties";

/**
 * Returns the script that runs one of the tools on the client instance, whose first start installs
 * them, which takes minutes.
 */
export function clientScript(tool: string, args: readonly string[]): string {
  const path = `/opt/kafka-client/bin/${tool}`;
  return [
    "if [ ! -e /var/lib/kafka-client-ready ]; then",
    "  echo 'The instance is still installing its tools, or could not: /var/log/cloud-init-output.log says which.' >&2",
    "  exit 1",
    "fi",
    `if [ ! -e ${path} ]; then`,
    `  echo 'The instance was made before it had ${tool}: deploy the stage as the program is now.' >&2`,
    "  exit 1",
    "fi",
    [path, ...args].map(quoted).join(" "),
  ].join("\n");
}
