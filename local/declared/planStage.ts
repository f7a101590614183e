import type { Archive } from "../../archives/archive";
import { parseArchive } from "../../archives/prepare";
import type { LocalCommand } from "../../plan/mocks";
import { loadPlan, nameArchive } from "../../plan/load";
import { UserError } from "../../support/userError";
import { readStage, type DeclaredStage } from "./declaredStage";

export interface StageOptions {
  readonly stage: string;
  /** `key=value`, as `pulumi -c` takes them. */
  readonly overrides: readonly string[];
}

/**
 * Evaluates a stage's program and reads what can run here. The plugin archives, which the program
 * asks for by the only command that it runs itself, deploy/pluginArchive.ts, are described and
 * neither built nor downloaded. Throws UserError for a program without connectors.
 */
export async function planStage(options: StageOptions): Promise<DeclaredStage> {
  const archives: Archive[] = [];
  const runCommand = async (command: LocalCommand): Promise<string> => {
    const named = await nameArchive(command);
    archives.push(parseArchive(command.stdin ?? ""));
    return named;
  };
  const stage = readStage(await loadPlan({ ...options, runCommand }), archives);
  if (stage.connectors.length > 0) return stage;
  throw new UserError(
    `The program of stage ${options.stage} deploys no connector, so that there is nothing to run: deploy one by MskConnector.`,
  );
}
