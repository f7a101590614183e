import { readFileSync } from "node:fs";

/**
 * Returns the last lines of a log that say something, or name something; none where there is no
 * log.
 */
export function tailOf(log: string, count: number, name = ""): string[] {
  try {
    const lines = readFileSync(log, "utf8").split("\n");
    return lines.filter((line) => line.trim() !== "" && line.includes(name)).slice(-count);
  } catch {
    return [];
  }
}
