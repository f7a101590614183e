import { join } from "node:path";
import { LocalWorkspace, type Stack } from "@pulumi/pulumi/automation";
import type { Providers } from "./providers/start";

/** Where a stack's project lies, and what others of the same backend share. */
export interface Place {
  /** Of the state, Pulumi's home and the projects. */
  readonly folder: string;
  /** Name of the project, and of its folder. */
  readonly project: string;
  readonly env: Readonly<Record<string, string>>;
}

/** Makes the stack of a place. */
export async function createStack(
  { folder, project, env }: Place,
  stackName: string,
): Promise<Stack> {
  const workDir = join(folder, project);
  const stack = await LocalWorkspace.createStack(
    { stackName, workDir },
    { pulumiHome: join(folder, "home"), envVars: { ...env } },
  );
  leaveOut(stack);
  return stack;
}

/** Has the Automation API not run Pulumi three times more after each deployment, for what nobody reads. */
function leaveOut(stack: Stack): void {
  stack.outputs = () => Promise.resolve({});
  stack.info = () => Promise.resolve(undefined);
}

/** Returns what Pulumi and the programs are told by their environment. */
export function environment(folder: string, { ports }: Providers): Record<string, string> {
  return {
    PULUMI_BACKEND_URL: `file://${join(folder, "state")}`,
    PULUMI_CONFIG_PASSPHRASE: "of this run",
    PULUMI_SKIP_UPDATE_CHECK: "true",
    PULUMI_DIY_BACKEND_DISABLE_CHECKPOINT_BACKUPS: "true",
    // The state is written once a run, failed or not, and not twice for each of its operations, which
    // took half of a deployment. What a killed Pulumi leaves is Pulumi's to test.
    PULUMI_SKIP_CHECKPOINTS: "true",
    // The engine attaches to these instead of starting programs of its own.
    PULUMI_DEBUG_PROVIDERS: Object.entries(ports)
      .map(([name, port]) => `${name}:${port}`)
      .join(),
    // Pulumi takes a stack of each of its promises, and Node.js half a minute to print one in which
    // a scoped package has a source map.
    NODE_OPTIONS: "--stack-trace-limit=0",
  };
}
