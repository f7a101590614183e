import { parseArchive, prepareArchive } from "../../archives/prepare";
import type { LocalCommand } from "../../plan/evaluate";
import { loadPlan } from "../../plan/load";
import { readStage, type DeclaredStage } from "./declaredStage";

export interface StageOptions {
  readonly stage: string;
  /** `key=value`, as `pulumi -c` takes them. */
  readonly overrides: readonly string[];
}

/** The client instance has no part here, and its archive would be built for nothing. */
const WITHOUT_CLIENT = "kafkaClient=false";

/** Evaluates a stage's program and reads what can run here; archives are only named. */
export async function planStage({ stage, overrides }: StageOptions): Promise<DeclaredStage> {
  return readStage(await loadPlan({ stage, overrides: [...overrides, WITHOUT_CLIENT] }));
}

/**
 * As planStage, but builds or downloads the plugin archives, just as a deployment does. Throws
 * UserError for one that cannot be had.
 */
export async function loadStage({ stage, overrides }: StageOptions): Promise<DeclaredStage> {
  return readStage(
    await loadPlan({ stage, overrides: [...overrides, WITHOUT_CLIENT], runCommand }),
  );
}

/** What the program's only command, deploy/pluginArchive.ts, does: here without a process of its own. */
async function runCommand({ stdin = "" }: LocalCommand): Promise<string> {
  return JSON.stringify(await prepareArchive(parseArchive(stdin)));
}
