import { readFileSync } from "node:fs";
import { execa } from "execa";

/** A process that cannot be mistaken for a later one with the same number. */
export interface ProcessIdentity {
  readonly pid: number;
  /** When it started, in whatever unit the system counts; undefined where it cannot be told. */
  readonly started: string | undefined;
}

export async function identify(pid: number): Promise<ProcessIdentity> {
  return { pid, started: await startOf(pid) };
}

/** Whether this very process still runs. */
export async function isRunning({ pid, started }: ProcessIdentity): Promise<boolean> {
  return started !== undefined && (await startOf(pid)) === started;
}

async function startOf(pid: number): Promise<string | undefined> {
  if (process.platform === "linux") return startTicks(pid);
  const { stdout, failed } = await execa("ps", ["-o", "lstart=", "-p", String(pid)], {
    reject: false,
    env: { LC_ALL: "C" },
  });
  return failed || stdout === "" ? undefined : stdout.trim();
}

/** Start time in ticks since boot, made unique across boots; undefined for a process that has ended. */
function startTicks(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    // The command's name, in brackets, may hold spaces and brackets itself.
    const [state, ...fields] = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    const boot = readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim();
    // A zombie has ended; only its parent has not noticed.
    return state === "Z" ? undefined : `${fields[18] ?? ""}@${boot}`;
  } catch {
    return undefined;
  }
}
