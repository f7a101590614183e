import { InvalidArgumentError, Option, type Command } from "commander";
import { interruption } from "../local/run/interrupt";
import type { TargetOptions } from "../operate/openTarget";
import { operate, withTargetOptions } from "./operate";
import { parseRecords } from "./options";
import { output } from "./show";

interface SinkOptions extends TargetOptions {
  readonly connector?: string;
}

interface ListArguments extends SinkOptions {
  readonly count: number;
  readonly json: boolean;
}

interface ReplayArguments extends SinkOptions {
  readonly only: readonly number[];
  readonly dryRun: boolean;
}

/** Adds the commands for what sinks could not store. */
export function registerDeadLetters(program: Command): void {
  const deadLetters = program
    .command("deadletters")
    .description("list, show and replay records that a sink could not store");

  withSinkOptions(deadLetters.command("list"))
    .description("list the last dead letters: where from, why, and what has become of them")
    .option("--count <number>", "dead letters to list of each sink", parseRecords, 20)
    .option("--json", "print them as lines of JSON", false)
    .action(({ connector, count, json, ...target }: ListArguments) => {
      const request = { connector, count, json, signal: interruption() };
      return operate(target, async (asked) => {
        const { listDeadLetters } = await import("../operate/deadLetters/list.js");
        await listDeadLetters(asked, request, output);
      });
    });

  withSinkOptions(deadLetters.command("show"))
    .description("show a dead letter with all that it holds")
    .argument("<offset>", "its offset in the dead-letter topic, as list has it", parseOffset)
    .option("--json", "print it as a line of JSON", false)
    .action((offset: number, { connector, json, ...target }: Omit<ListArguments, "count">) => {
      const request = { offset, connector, json, signal: interruption() };
      return operate(target, async (asked) => {
        const { showDeadLetter } = await import("../operate/deadLetters/show.js");
        await showDeadLetter(asked, request, output);
      });
    });

  withSinkOptions(deadLetters.command("replay"))
    .description("put dead letters that wait back into the topics that they came from, each once")
    .addOption(
      new Option("--only <offset...>", "only the dead letters with these offsets")
        .default([], "all that wait")
        .argParser((text: string, earlier: readonly number[]) => [...earlier, parseOffset(text)]),
    )
    .option("--dry-run", "only say what would be done", false)
    .action(({ connector, only, dryRun, ...target }: ReplayArguments) => {
      const request = { connector, only, dryRun, signal: interruption() };
      return operate(target, async (asked) => {
        const { replayDeadLetters } = await import("../operate/deadLetters/replay.js");
        await replayDeadLetters(asked, request, output);
      });
    });
}

function withSinkOptions(command: Command): Command {
  return withTargetOptions(command).option(
    "--connector <name>",
    "sink whose dead letters they are (default: every sink)",
  );
}

/** Takes an offset of a record. */
function parseOffset(text: string): number {
  const offset = /^\d+$/.test(text) ? Number(text) : NaN;
  if (Number.isSafeInteger(offset)) return offset;
  throw new InvalidArgumentError("It must be a whole number from 0.");
}
