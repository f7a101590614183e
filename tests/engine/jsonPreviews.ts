import type { PulumiFn, Stack } from "@pulumi/pulumi/automation";
import { execa } from "execa";

/**
 * Returns what `pulumi preview --json` prints of a program of this process. The Automation API has
 * no such option, but the CLI takes each of its own from the environment as well.
 *
 * @see https://github.com/pulumi/pulumi/releases/tag/v3.208.0
 */
export async function printedPreview(stack: Stack, program: PulumiFn): Promise<string> {
  const { workspace } = stack;
  const { envVars } = workspace;
  workspace.envVars = { ...envVars, PULUMI_OPTION_JSON: "true" };
  try {
    const { stdout } = await stack.preview({ program });
    return stdout;
  } finally {
    workspace.envVars = envVars;
  }
}

/** Returns what the CLI's own preview prints, for which it starts the program. */
export async function printedByCli({ name, workspace }: Stack): Promise<string> {
  const { stdout } = await execa("pulumi", ["preview", "--json", "--stack", name], {
    cwd: workspace.workDir,
    env: { ...workspace.envVars, PULUMI_HOME: workspace.pulumiHome },
    reject: false,
  });
  return stdout;
}
