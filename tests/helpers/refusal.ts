import assert from "node:assert/strict";
import { CommanderError, type Command } from "commander";
import { commandLine } from "../../cli/commandLine";
import { UserError } from "../../support/userError";

/** Returns what the command line says of arguments that it refuses, without a process of its own. */
export async function refusalOf(args: readonly string[]): Promise<string> {
  const said: string[] = [];
  const program = commandLine();
  for (const command of [program, ...below(program)]) {
    command.exitOverride().configureOutput({ writeErr: (text) => said.push(text) });
  }
  try {
    await program.parseAsync(args, { from: "user" });
  } catch (error) {
    if (error instanceof CommanderError && error.exitCode === 1) return said.join("");
    // cli/show.ts ends the process with the message alone of this one.
    if (error instanceof UserError) return error.message;
    throw error;
  }
  return assert.fail(`${args.join(" ")} was taken`);
}

function below(command: Command): Command[] {
  return command.commands.flatMap((each) => [each, ...below(each)]);
}
