import type { Archive } from "../../archives/archive";
import { parseArchive } from "../../archives/prepare";
import type { LocalCommand } from "../../plan/evaluate";
import { loadPlan, nameArchive } from "../../plan/load";
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
  const runCommand = async (command: LocalCommand): Promise<string> => {
    const named = await nameArchive(command);
    archives.push(parseArchive(command.stdin ?? ""));
    return named;
  };
  return readStage(await loadPlan({ ...options, runCommand }), archives);
}
