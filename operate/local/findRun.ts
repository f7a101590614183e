import { basename } from "node:path";
import { UserError } from "../../support/userError";
import { isRunning } from "../../local/run/identity";
import { readState, runDirectories, type Endpoints } from "../../local/run/state";

/** A run that can be asked. */
export interface KeptRun {
  readonly directory: string;
  /** Settings that it was started with, `key=value`. */
  readonly overrides: readonly string[];
  readonly endpoints: Endpoints;
}

interface Run extends Omit<KeptRun, "endpoints"> {
  readonly pid: number;
  /** Undefined while it starts, and for a run that ends with its last order. */
  readonly endpoints: Endpoints | undefined;
}

/** Finds the one run of a stage that is kept on this machine; throws UserError otherwise. */
export async function findRun(stage: string): Promise<KeptRun> {
  const runs = await runsOf(stage);
  const kept = runs.flatMap(({ endpoints, ...run }) =>
    endpoints === undefined ? [] : [{ ...run, endpoints }],
  );
  const [found, ...others] = kept;
  if (found === undefined) throw new UserError(noneKept(stage, runs));
  const { directory, overrides, endpoints } = found;
  if (others.length === 0) return { directory, overrides, endpoints };
  const list = kept.map((run) => `  ${basename(run.directory)}, process ${run.pid}`);
  throw new UserError(
    [
      `${list.length} pipelines of stage ${stage} run on this machine:`,
      ...list,
      "Stop all but one with Ctrl-C where they were started.",
    ].join("\n"),
  );
}

async function runsOf(stage: string): Promise<Run[]> {
  const runs: Run[] = [];
  for (const directory of await runDirectories()) {
    const state = readState(directory);
    if (state?.stage !== stage) continue;
    const { owner, overrides, endpoints } = state;
    const { pid, started } = owner;
    if (await isRunning({ pid, started })) runs.push({ directory, pid, overrides, endpoints });
  }
  return runs;
}

function noneKept(stage: string, runs: readonly Run[]): string {
  const named = stage === "dev" ? "" : ` --stage ${stage}`;
  return runs.length === 0
    ? `No pipeline of stage ${stage} runs on this machine; start one with npm start -- --keep${named}, or ask the deployed stage with --aws.`
    : `The pipeline of stage ${stage} on this machine is still starting, or it was started without --keep. With npm start -- --keep${named} it goes on running once every order is stored, and can be asked then.`;
}
