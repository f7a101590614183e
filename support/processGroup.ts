/** What a process is asked to end by, or made to. */
export type EndSignal = "SIGTERM" | "SIGINT" | "SIGKILL";

/** Signals every process of a group; one that has ended meanwhile is no error. */
export function signalGroup(pid: number, signal: EndSignal): void {
  try {
    process.kill(-pid, signal);
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "ESRCH")) throw error;
  }
}
