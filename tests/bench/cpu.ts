import { readFileSync } from "node:fs";

/** Linux counts a process's time in hundredths of a second on every architecture that Node runs on. */
const TICKS_A_SECOND = 100;

/** CPU time that a process has used, its threads together, in seconds. */
export function cpuSeconds(pid: number): number {
  const stat = readFileSync(`/proc/${String(pid)}/stat`, "utf8");
  // The command's name, in parentheses, may hold spaces.
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  const [user, system] = fields.slice(11, 13).map(Number);
  return ((user ?? NaN) + (system ?? NaN)) / TICKS_A_SECOND;
}
