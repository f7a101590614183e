import type { Command } from "commander";
import { UserError } from "../support/userError";
import { output } from "./show";

interface CleanArguments {
  readonly aws: boolean;
  readonly stage: string;
  readonly yes: boolean;
}

/** Adds the command that removes what is left behind, on this machine or of a deployed stage. */
export function registerClean(program: Command): void {
  program
    .command("clean")
    .description("remove what dead runs on this machine left behind")
    .option("--aws", "list the topics that connectors left in a deployed stage's cluster", false)
    .option("--stage <stage>", "with --aws, stage to look into", "dev")
    .option("--yes", "with --aws, delete these topics", false)
    .action(async (options: CleanArguments) => {
      if (options.aws) return cleanAws(options);
      if (options.yes) throw new UserError("--yes is for --aws: on this machine nothing is asked.");
      return cleanRuns();
    });
}

async function cleanAws(options: CleanArguments): Promise<void> {
  const { cleanStageTopics } = await import("../operate/aws/cleanTopics.js");
  await cleanStageTopics(options, output);
}

async function cleanRuns(): Promise<void> {
  const { cleanLeftovers } = await import("../local/run/leftovers.js");
  const leftovers = await cleanLeftovers();
  for (const { directory, stopped } of leftovers) {
    console.log(
      `Removed ${directory}${stopped.length > 0 ? `, stopped ${stopped.join(", ")}` : ""}`,
    );
  }
  if (leftovers.length === 0) console.log("There is nothing to remove.");
}
