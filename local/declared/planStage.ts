import type { Archive } from "../../archives/archive";
import { parseArchive, plannedArchive } from "../../archives/prepare";
import type { LocalCommand } from "../../plan/evaluate";
import { loadPlan } from "../../plan/load";
import { readStage, type DeclaredStage } from "./declaredStage";

export interface StageOptions {
  readonly stage: string;
  /** `key=value`, as `pulumi -c` takes them. */
  readonly overrides: readonly string[];
}

/**
 * Evaluates a stage's program and reads what can run here. The plugin archives, which the program
 * asks for by the only command that it runs itself, deploy/pluginArchive.ts, are described and
 * neither built nor downloaded.
 */
export async function planStage(options: StageOptions): Promise<DeclaredStage> {
  const archives: Archive[] = [];
  const runCommand = ({ stdin = "" }: LocalCommand): Promise<string> => {
    archives.push(parseArchive(stdin));
    return Promise.resolve(plannedArchive(stdin));
  };
  return readStage(await loadPlan({ ...options, runCommand }), archives);
}
