import { join } from "node:path";

/** Where the outcomes of a stage's changes are written down. */
export function recordFile(stage: string): string {
  return join(__dirname, "recorded", `${stage}.json`);
}
