import { existsSync, statSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { InvalidArgumentError, Option, type Command } from "commander";
import { faultNames } from "../local/faults/names";

/** Options of every command that looks at a stage. */
export interface StageArguments {
  readonly stage: string;
  readonly config: readonly string[];
}

/** An order's id is a 32-bit number. */
const MOST_RECORDS = 2 ** 31 - 1;

export function withStage(command: Command): Command {
  return command
    .option("--stage <stage>", "stage whose settings hold", "dev")
    .addOption(
      new Option("-c, --config <key=value>", "another value for a setting; may be given again")
        .default([], "none")
        .argParser((value: string, earlier: readonly string[]) => [...earlier, value]),
    );
}

/** Takes the name of a fault; its pipeline is the one that runs. */
export function faultOption(): Option {
  return new Option("--fault <name>", "break something while records flow, of its own pipeline")
    .choices(faultNames)
    .conflicts(["pipeline", "keep", "showChanges"]);
}

/** Takes the file of a report; without a run there is none. */
export function reportOption(): Option {
  const about = "write what came of the run: a page with plots to a file.html, JSON to any other";
  return new Option("--report <file>", about).argParser(parseReportFile).conflicts(["showChanges"]);
}

/** Takes a whole number of orders; commander's error names the option and the value. */
export function parseRecords(text: string): number {
  const records = /^\d+$/.test(text) ? Number(text) : NaN;
  if (records >= 1 && records <= MOST_RECORDS) return records;
  throw new InvalidArgumentError(`It must be a whole number from 1 to ${MOST_RECORDS}.`);
}

/** Takes the name of a picture that can be written. */
export function parseGraphFile(text: string): string {
  if (text.endsWith(".svg")) return parseReportFile(text);
  throw new InvalidArgumentError("It must end in .svg, such as stage.svg.");
}

/** Takes a file that can be written once the run is over. */
function parseReportFile(text: string): string {
  const file = resolve(text);
  if (!existsSync(dirname(file))) {
    throw new InvalidArgumentError(`There is no folder ${dirname(file)} to write it to.`);
  }
  if (existsSync(file) && statSync(file).isDirectory()) {
    throw new InvalidArgumentError("It is a folder; it must be a file.");
  }
  return file;
}
