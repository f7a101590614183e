import { Command } from "commander";
import { registerClean } from "./clean";
import { registerDeadLetters } from "./deadLetters";
import type { Fault } from "../local/faults/fault";
import { runWithFault } from "../local/faults/runWithFault";
import { runLocal } from "../local/runStage";
import { showTranslations } from "../local/showTranslations";
import type { Page } from "../local/ui/page";
import { withPage } from "../local/ui/withPage";
import type { View } from "../local/view/view";
import { validateStage } from "../local/validateStage";
import { loadPlan } from "../plan/load";
import { renderTree, toJson } from "../plan/render";
import { registerGate } from "./gate";
import { registerOperations } from "./operate";
import { registerTry } from "./try";
import {
  faultOption,
  parseRecords,
  parseReportFile,
  withStage,
  type StageArguments,
} from "./options";
import { exit, exitWith, watched } from "./show";

interface LocalArguments extends StageArguments {
  readonly pipeline?: string;
  readonly records?: number;
  readonly ui: boolean;
  readonly keep: boolean;
  readonly report?: string;
  readonly showChanges: boolean;
  readonly fault?: Fault;
}

const program = new Command("pipeline").description(
  "Streaming pipelines on Amazon MSK and MSK Connect, planned, checked and run on this machine",
);

withStage(program.command("local"))
  .description("run a stage's pipeline on this machine: real Kafka, real Kafka Connect")
  .option(
    "--pipeline <pipeline>",
    "pipelines with commas between them, or all, as the setting of this name",
  )
  .option(
    "--records <number>",
    "orders, and changes, to make, or other records to wait for (default: 1000, changes 5000)",
    parseRecords,
  )
  .option("--report <file>", "write the run's numbers to a JSON file", parseReportFile)
  .addOption(faultOption())
  .option("--ui", "show the run on a page for browsers as well, until Ctrl-C", false)
  .option("--keep", "leave everything running until Ctrl-C", false)
  .option("--show-changes", "only print what differs from the stage on this machine", false)
  .action(async ({ stage, config, pipeline, fault, ui, ...options }: LocalArguments) => {
    const chosen = pipeline === undefined ? [] : [`pipeline=${pipeline}`];
    const settings = { stage, overrides: [...config, ...chosen] };
    const run = { ...settings, ...options, keep: options.keep || ui };
    const start = (view: View, interrupt: AbortSignal, page?: Page): Promise<unknown> =>
      fault === undefined
        ? runLocal({ ...run, page }, view, interrupt)
        : runWithFault(fault, { ...run, page }, view, interrupt);
    if (options.showChanges) console.log(await showTranslations(run));
    else if (!ui) await watched(start);
    else
      await watched((view, interrupt) =>
        withPage(stage, view, (shown, page) => start(shown, interrupt, page)),
      );
  });

withStage(program.command("plan"))
  .description("print what a stage deploys, without AWS and without the Pulumi CLI")
  .option("--json", "print it as JSON", false)
  .action(async ({ stage, config, json }: StageArguments & { readonly json: boolean }) => {
    const plan = await loadPlan({ stage, overrides: config });
    console.log(json ? toJson(plan) : renderTree(plan));
  });

withStage(program.command("validate"))
  .description("have every connector of a stage checked by its plugin on a real worker")
  .action(async ({ stage, config }: StageArguments) => {
    await watched((view, interrupt) =>
      validateStage({ stage, overrides: config }, view, interrupt),
    );
  });

registerOperations(program);
registerDeadLetters(program);
registerClean(program);
registerGate(program);
registerTry(program);

program.parseAsync().then(() => exit(0), exitWith);
