import { rm, stat } from "node:fs/promises";
import { setTimeout as delay } from "node:timers/promises";
import { signalGroup } from "../../support/processGroup";
import { isRunning, type ProcessIdentity } from "./identity";
import { readState, runDirectories, type RunState } from "./state";

/** What a run that could not clean up left behind. */
export interface Leftover {
  readonly directory: string;
  /** Programs of it that were still running, and are stopped now. */
  readonly stopped: readonly string[];
}

/** A run writes its state as soon as it has a folder. */
const NEW_RUN_MS = 10_000;
const GRACE_MS = 3_000;

/** Stops the programs of runs whose owner is gone, and nothing else; returns those runs. */
export async function stopLeftovers(): Promise<Leftover[]> {
  const leftovers: Leftover[] = [];
  for (const directory of await runDirectories()) {
    const state = readState(directory);
    if (state === undefined ? await isNew(directory) : await isRunning(asIdentity(state.owner)))
      continue;
    leftovers.push({ directory, stopped: await stopProcesses(state) });
  }
  return leftovers;
}

/** Removes what dead runs left: programs that still run, and their folders. */
export async function cleanLeftovers(): Promise<Leftover[]> {
  const leftovers = await stopLeftovers();
  for (const { directory } of leftovers) await rm(directory, { recursive: true, force: true });
  return leftovers;
}

async function stopProcesses(state: RunState | undefined): Promise<string[]> {
  const stopped = (state?.processes ?? []).map(async (entry) => {
    const identity = asIdentity(entry);
    if (!(await isRunning(identity))) return [];
    signalGroup(identity.pid, "SIGTERM");
    const deadline = performance.now() + GRACE_MS;
    while ((await isRunning(identity)) && performance.now() < deadline) await delay(50);
    if (await isRunning(identity)) signalGroup(identity.pid, "SIGKILL");
    return [entry.title];
  });
  return (await Promise.all(stopped)).flat();
}

async function isNew(directory: string): Promise<boolean> {
  const { mtimeMs } = await stat(directory);
  return Date.now() - mtimeMs < NEW_RUN_MS;
}

function asIdentity({ pid, started }: RunState["owner"]): ProcessIdentity {
  return { pid, started };
}
