import { execa } from "execa";
import type { EngineStack } from "./engineStack";

/** Runs the CLI's own preview of a stack, as a workflow does, and returns what it prints. */
export async function previewJson(engine: EngineStack): Promise<string> {
  const { name, workspace } = engine["stack"];
  const { stdout } = await execa("pulumi", ["preview", "--json", "--stack", name], {
    cwd: workspace.workDir,
    env: { ...workspace.envVars, PULUMI_HOME: workspace.pulumiHome },
    reject: false,
  });
  return stdout;
}
