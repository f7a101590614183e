import type { PlannedResource } from "./plan";

/** Runs a command that the program asks @pulumi/command to run; resolves to its standard output. */
export type CommandRunner = (command: {
  readonly create: string;
  readonly stdin: string;
}) => Promise<string>;

export interface EvaluateOptions {
  readonly project?: string;
  readonly stack?: string;
  /** Configuration as Pulumi keeps it: namespaced keys, values as text. */
  readonly config?: Readonly<Record<string, string>>;
  readonly runCommand?: CommandRunner;
}

export interface Evaluation {
  readonly resources: readonly PlannedResource[];
  readonly outputs: Readonly<Record<string, unknown>>;
}

export declare function evaluate(
  program: () => unknown,
  options?: EvaluateOptions,
): Promise<Evaluation>;
