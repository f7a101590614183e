import { readFileSync } from "node:fs";

/** Returns the last lines of a log that say something; none where there is no log. */
export function tailOf(log: string, count: number): string[] {
  try {
    const lines = readFileSync(log, "utf8").split("\n");
    return lines.filter((line) => line.trim() !== "").slice(-count);
  } catch {
    return [];
  }
}
