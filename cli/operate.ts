import { InvalidArgumentError, type Command } from "commander";
import { interruption } from "../local/run/interrupt";
import type { AnyTarget, TargetOptions } from "../operate/openTarget";
import { parseRecords } from "./options";
import { output } from "./show";

/** Adds the commands that look into a running pipeline, or put orders into it. */
export function registerOperations(program: Command): void {
  withTargetOptions(program.command("topics"))
    .description("list the topics")
    .option("--internal", "list Kafka's and Kafka Connect's own too", false)
    .action((options: TargetOptions & { readonly internal: boolean }) =>
      command(options, ({ listTopics }, target) => listTopics(target, options, output)),
    );

  withTargetOptions(program.command("consume"))
    .description("print a topic's records as lines of JSON")
    .argument("<topic>", "topic to read", parseTopic)
    .option("--count <number>", "records to read (default: until Ctrl-C, on AWS 10)", parseRecords)
    .option("--from-beginning", "start with the oldest record, not with the next", false)
    .action((topic: string, options: ConsumeArguments) => {
      const { count, fromBeginning } = options;
      const request = { topic, count, fromBeginning, signal: interruption() };
      return command(options, ({ consume }, target) => consume(target, request, output));
    });

  withTargetOptions(program.command("table"))
    .description("describe a table, and print items of it as lines of JSON")
    .argument("[name]", "table to look into; every table of the pipeline by default")
    .option("--items <number>", "items to print", parseRecords, 10)
    .action((name: string | undefined, options: TargetOptions & { readonly items: number }) =>
      command(options, ({ showTables }, target) =>
        showTables(target, { ...options, name }, output),
      ),
    );

  withTargetOptions(program.command("connectors"))
    .description("show the connectors, their states and last errors")
    .action((options: TargetOptions) =>
      command(options, ({ showConnectors }, target) => showConnectors(target, output)),
    );

  withTargetOptions(program.command("check"))
    .description("compare a pipeline with what its stage declares, and say how it does")
    .option("--json", "print it as JSON", false)
    .action((options: TargetOptions & { readonly json: boolean }) =>
      operate(options, async (target) => {
        const { showFindings } = await import("../operate/check/show.js");
        await showFindings(target, options, output);
      }),
    );

  withTargetOptions(program.command("insert"))
    .description("insert sample orders into the database")
    .option("--count <number>", "orders to insert", parseRecords, 10)
    .action((options: TargetOptions & { readonly count: number }) =>
      command(options, ({ insertOrders }, target) => insertOrders(target, options, output)),
    );

  withStageOption(program.command("session"))
    .description("open a shell on a deployed stage's client instance")
    .action(async ({ stage }: { readonly stage: string }) => {
      const { openSession } = await import("../operate/aws/session.js");
      await openSession(stage);
    });
}

const commands = () => import("../operate/commands.js");

/** Has one of the commands do its work with the pipeline that the options name. */
function command(
  options: TargetOptions,
  work: (all: Awaited<ReturnType<typeof commands>>, target: AnyTarget) => Promise<void>,
): Promise<void> {
  return operate(options, async (target) => work(await commands(), target));
}

interface ConsumeArguments extends TargetOptions {
  readonly count?: number;
  readonly fromBeginning: boolean;
}

function withStageOption(command: Command): Command {
  return command.option("--stage <stage>", "stage to look into", "dev");
}

/** Adds the options that say which pipeline is asked. */
export function withTargetOptions(command: Command): Command {
  return withStageOption(command).option(
    "--aws",
    "ask the deployed stage, not what runs on this machine",
    false,
  );
}

/** Has some work done with the pipeline that the options name. */
export async function operate(
  options: TargetOptions,
  work: (target: AnyTarget) => Promise<void>,
): Promise<void> {
  // A reader such as head may have enough before the end.
  process.stdout.on("error", () => process.exit(0));
  const { withTarget } = await import("../operate/openTarget.js");
  await withTarget(options, output.note, work);
}

/** Takes a name that Kafka takes. */
function parseTopic(text: string): string {
  if (/^[\w.-]{1,249}$/.test(text)) return text;
  throw new InvalidArgumentError("It must be 1 to 249 letters, digits, full stops, _ and -.");
}
