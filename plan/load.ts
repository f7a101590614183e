import { createRequire } from "node:module";
import { plannedArchive } from "../archives/prepare";
import { projectRoot } from "../support/projectRoot";
import type { CommandRunner } from "./evaluate";
import type { Plan } from "./plan";
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

/** Evaluates the stack program for a stage, without AWS, network or the Pulumi CLI. */
export async function loadPlan(options: LoadOptions): Promise<Plan> {
  const { project, values } = readStageConfig(projectRoot, options.stage, options.overrides);
  // Pulumi takes as long to load as the rest of a command does.
  const { evaluate } = await import("./evaluate.js");
  const { resources, outputs } = await evaluate(freshProgram, {
    project,
    stack: options.stage,
    config: values,
    runCommand: options.runCommand ?? (({ stdin = "" }) => Promise.resolve(plannedArchive(stdin))),
  });
  return { project, stack: options.stage, resources, outputs };
}

/** Runs index.ts anew: a Pulumi program is its module's top level, so every stage loads it again. */
function freshProgram(): unknown {
  const entry = load.resolve("../index");
  load.cache[entry] = undefined;
  return load(entry);
}
