import { basename } from "node:path";
import { UserError } from "../../support/userError";
import { isRunning } from "../../local/run/identity";
import { readState, runDirectories, type Endpoints } from "../../local/run/state";

interface Run {
  readonly directory: string;
  readonly pid: number;
  /** Undefined while it starts, and for a run that ends with its last order. */
  readonly endpoints: Endpoints | undefined;
}

/**
 * Returns the addresses of the one run of a stage that is kept on this machine; throws UserError
 * otherwise.
 */
export async function findRun(stage: string): Promise<Endpoints> {
  const runs = await runsOf(stage);
  const kept = runs.flatMap(({ endpoints }) => (endpoints === undefined ? [] : [endpoints]));
  const [endpoints, ...others] = kept;
  if (endpoints === undefined) throw new UserError(noneKept(stage, runs));
  if (others.length === 0) return endpoints;
  const list = runs
    .filter((run) => run.endpoints !== undefined)
    .map(({ directory, pid }) => `  ${basename(directory)}, process ${pid}`);
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
    const { pid, started } = state.owner;
    if (await isRunning({ pid, started }))
      runs.push({ directory, pid, endpoints: state.endpoints });
  }
  return runs;
}

function noneKept(stage: string, runs: readonly Run[]): string {
  const named = stage === "dev" ? "" : ` --stage ${stage}`;
  return runs.length === 0
    ? `No pipeline of stage ${stage} runs on this machine; start one with npm start -- --keep${named}, or ask the deployed stage with --aws.`
    : `The pipeline of stage ${stage} on this machine is still starting, or it was started without --keep. With npm start -- --keep${named} it goes on running once every order is stored, and can be asked then.`;
}
