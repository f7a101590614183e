import { parseArchive, prepareArchive } from "../deploy/archive";
import type { LocalCommand } from "../plan/evaluate";
import { loadPlan } from "../plan/load";
import { readPipeline, type Pipeline } from "./pipeline";

export interface StageOptions {
  readonly stage: string;
  /** `key=value`, as `pulumi -c` takes them. */
  readonly overrides: readonly string[];
}

/** The client instance has no part here, and its archive would be built for nothing. */
const WITHOUT_CLIENT = "kafkaClient=false";

/** Evaluates a stage's program and reads what can run here; archives are only named. */
export async function planPipeline({ stage, overrides }: StageOptions): Promise<Pipeline> {
  return readPipeline(await loadPlan({ stage, overrides: [...overrides, WITHOUT_CLIENT] }));
}

/**
 * As planPipeline, but builds or downloads the plugin archives, just as a deployment does. Throws
 * UserError for one that cannot be had.
 */
export async function loadPipeline({ stage, overrides }: StageOptions): Promise<Pipeline> {
  return readPipeline(
    await loadPlan({ stage, overrides: [...overrides, WITHOUT_CLIENT], runCommand }),
  );
}

/** What the program's only command, deploy/pluginArchive.ts, does: here without a process of its own. */
async function runCommand({ stdin = "" }: LocalCommand): Promise<string> {
  return JSON.stringify(await prepareArchive(parseArchive(stdin)));
}
