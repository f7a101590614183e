import { createRequire } from "node:module";
import { plannedArchive } from "../archives/prepare";
import { deploymentCommand } from "../support/deploymentCommand";
import { programMain, programRuntime } from "../support/program";
import { installed, projectRoot } from "../support/projectRoot";
import { UserError } from "../support/userError";
import type { Evaluation } from "./evaluate";
import type { CommandRunner, EvaluateOptions, LocalCommand } from "./mocks";
import type { Plan } from "./plan";
import { spareLoading } from "./spareLoading";
import { readStageConfig } from "./stageConfig";

export interface LoadOptions {
  readonly stage: string;
  /** `key=value` or `namespace:key=value`, as `pulumi -c` takes them. */
  readonly overrides?: readonly string[];
  /**
   * Runs the commands of the program, which build or download the plugin archives.
   * @default - none is run: archives are named as they would be, their checksum unknown
   */
  readonly runCommand?: CommandRunner;
}

const load = createRequire(__filename);

/**
 * Evaluates the stack program for a stage, without AWS and network; of the Pulumi CLI a program that
 * is not of Node.js needs the host of its language.
 */
export async function loadPlan(options: LoadOptions): Promise<Plan> {
  const { stage: stack, runCommand = nameArchive } = options;
  const { project, values: config } = readStageConfig(projectRoot, stack, options.overrides);
  spareLoading();
  const evaluation = await evaluated({ project, stack, config, runCommand });
  return { project, stack, ...evaluation };
}

/** Pulumi takes as long to load as the rest of a command does. */
async function evaluated(options: Required<EvaluateOptions>): Promise<Evaluation> {
  const runtime = programRuntime();
  if (runtime.name !== "nodejs") {
    const { evaluateLanguage } = await import("./languages/evaluate.js");
    return evaluateLanguage({ root: projectRoot, main: programMain(), runtime }, options);
  }
  const { evaluate } = await import("./evaluate.js");
  // This project's own commands run with it; the program of another may be TypeScript too.
  if (installed) (await import("tsx/cjs/api")).register();
  return evaluate(freshProgram, options);
}

/**
 * Answers the command that the program asks for a plugin archive by; throws UserError that names any
 * other one, which a plan does not run.
 */
export function nameArchive({ command, stdin = "" }: LocalCommand): Promise<string> {
  if (command === deploymentCommand("pluginArchive")) return Promise.resolve(plannedArchive(stdin));
  throw new UserError(
    `The program runs the command ${command} at every preview, which a plan and a run on this machine do not. Have it take the result from the stack's configuration.`,
  );
}

/** Runs the program anew: it is its module's top level, so every stage loads it again. */
function freshProgram(): unknown {
  const entry = mainModule();
  load.cache[entry] = undefined;
  const program: unknown = load(entry);
  // Pulumi calls what a program exports in the place of outputs.
  return program instanceof Function ? Reflect.apply(program, undefined, []) : program;
}

function mainModule(): string {
  const main = programMain();
  try {
    return load.resolve(main);
  } catch {
    throw new UserError(
      `The program of ${projectRoot} is not there: ${main} is no module. Set main in Pulumi.yaml or in package.json, such as main: index.ts.`,
    );
  }
}
