import type { Command } from "commander";
import { withStage, type StageArguments } from "./options";
import { output } from "./show";

interface TryArguments extends StageArguments {
  readonly connector: string;
  readonly record: string;
  readonly json: boolean;
}

/** Adds the command that shows what a sink makes of a record. */
export function registerTry(program: Command): void {
  withStage(program.command("try"))
    .description("pass records through a sink's converters and transforms, and print each step")
    .requiredOption("--connector <name>", "sink whose converters and transforms they are")
    .requiredOption("--record <file>", "records as JSON, as consume prints them; - is stdin")
    .option("--json", "print the steps as lines of JSON", false)
    .action(async ({ config, ...options }: TryArguments) => {
      const { tryRecords } = await import("../local/tryout/tryRecords.js");
      output.print(await tryRecords({ ...options, overrides: config }, output.note));
    });
}
