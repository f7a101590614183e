import { clientScript, CLIENT_CONFIG } from "./clientScript";

/** Seconds that the tool may take, which reads all that came after the oldest dead letter. */
export const DEAD_LETTER_SECONDS = 3_600;

/** Returns the script for the client instance that runs plugins/dead-letters. */
export function deadLetterScript(bootstrapServers: string, args: readonly string[]): string {
  return clientScript("dead-letters.sh", [
    ...args,
    ...["--bootstrap-server", bootstrapServers],
    ...["--command-config", CLIENT_CONFIG],
    ...["--lock", "/run/dead-letters.lock"],
  ]);
}
