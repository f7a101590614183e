/** What stands in for the engine and for AWS while a plan is made. */
import * as pulumi from "@pulumi/pulumi";
import { MockMonitor } from "@pulumi/pulumi/runtime/mocks";
import { Computed } from "./computed";
import { Recorder } from "./recorder";

/** Runs a command that the program asks @pulumi/command to run; resolves to its standard output. */
export type CommandRunner = (command: LocalCommand) => Promise<string>;

export interface LocalCommand {
  readonly command: string;
  readonly stdin?: string;
}

export interface EvaluateOptions {
  /** @default "msk-pipeline" */
  readonly project?: string;
  /** @default "test" */
  readonly stack?: string;
  /** Configuration as Pulumi keeps it: namespaced keys, values as text. */
  readonly config?: Readonly<Record<string, string>>;
  /** @default - a command of the program is an error */
  readonly runCommand?: CommandRunner;
}

/** Pulumi's mock monitor, and what is registered with it. */
export interface Mocked {
  readonly monitor: MockMonitor;
  readonly recorder: Recorder;
}

/** Does work once all other work is over: Pulumi keeps its runtime, mocks included, in globals. */
export function inTurn<T>(work: () => Promise<T>): Promise<T> {
  const turn = lastTurn.then(work);
  lastTurn = turn.then(nothing, nothing);
  return turn;
}

let lastTurn: Promise<void> = Promise.resolve();
const nothing = (): void => undefined;

/** The provider function of @pulumi/command that runs a command at every preview and deployment. */
const RUN = "command:local:run";

/** Gives Pulumi's runtime mocks that answer as AWS would; `fail` is told of each request that fails. */
export async function installMocks(
  { project = "msk-pipeline", stack = "test", config = {}, runCommand }: EvaluateOptions,
  fail: (reason: unknown) => void,
): Promise<Mocked> {
  const computed = new Computed(config["aws:region"] ?? "us-east-1");
  await pulumi.runtime.setMocks(
    {
      newResource: (args) => computed.resource(args),
      call: async ({ token, inputs }) => {
        if (token !== RUN) return computed.invoke(token, inputs as Record<string, unknown>);
        const command = inputs as LocalCommand;
        if (runCommand === undefined) throw new Error(`No runner for: ${command.command}`);
        return { ...command, stdout: await runCommand(command), stderr: "" };
      },
    },
    project,
    stack,
  );
  const monitor = pulumi.runtime.getMonitor();
  if (!(monitor instanceof MockMonitor)) throw new Error("Pulumi keeps its mocks elsewhere");
  const recorder = new Recorder(fail);
  recorder.watch(monitor);
  return { monitor, recorder };
}
