import { existsSync } from "node:fs";
import { InvalidArgumentError, type Command } from "commander";

interface GateArguments {
  readonly stage: string;
  readonly stack?: string;
  readonly preview?: string;
  readonly allow: string;
  readonly now: boolean;
  readonly expect?: string;
  readonly digest?: string;
}

/** Adds the command that judges what a deployment would do. */
export function registerGate(program: Command): void {
  program
    .command("gate")
    .description("preview a stage, judge what a deployment would do, and summarise it in Markdown")
    .option("--stage <stage>", "stage to preview", "dev")
    .option("--stack <stack>", "the stage's stack, with its organization (default: the stage)")
    .option("--preview <file>", "take what pulumi preview --json printed before", parseFile)
    .option("--allow <text>", "labels, or notes, that allow what is otherwise refused", "")
    .option("--now", "the deployment begins now: brokers restart in an open window only", false)
    .option("--expect <digest>", "refuse other changes than those of this digest")
    .option("--digest <file>", "write the digest of the changes to a file")
    .action(async ({ now, stack, ...options }: GateArguments) => {
      const begins = now ? new Date() : undefined;
      const { gate } = await import("../gate/gate.js");
      await gate({ ...options, stack: stack ?? options.stage, now: begins }, console.log);
    });
}

function parseFile(file: string): string {
  if (existsSync(file)) return file;
  throw new InvalidArgumentError("There is no such file.");
}
