#!/usr/bin/env node
import { Command } from "commander";
import { registerClean } from "./clean";
import { registerDeadLetters } from "./deadLetters";
import type { Fault } from "../local/faults/fault";
import type { Page } from "../local/ui/page";
import type { View } from "../local/view/view";
import { registerGate } from "./gate";
import { registerNew } from "./new";
import { registerOperations } from "./operate";
import { registerPlan } from "./plan";
import { registerTry } from "./try";
import { faultOption, parseRecords, reportOption, withStage, type StageArguments } from "./options";
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

// What a command does is loaded when it does it: a refusal needs none of it.
const program = new Command("msk-pipeline").description(
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
  .addOption(reportOption())
  .addOption(faultOption())
  .option("--ui", "show the run on a page for browsers as well, until Ctrl-C", false)
  .option("--keep", "leave everything running until Ctrl-C", false)
  .option("--show-changes", "only print what differs from the stage on this machine", false)
  .action(async ({ stage, config, pipeline, fault, ui, ...options }: LocalArguments) => {
    const chosen = pipeline === undefined ? [] : [`pipeline=${pipeline}`];
    const settings = { stage, overrides: [...config, ...chosen] };
    const run = { ...settings, ...options, keep: options.keep || ui };
    if (options.showChanges) {
      const { showTranslations } = await import("../local/showTranslations.js");
      console.log(await showTranslations(run));
      return;
    }
    const { runLocal } = await import("../local/runStage.js");
    const { runWithFault } = await import("../local/faults/runWithFault.js");
    const start = (view: View, interrupt: AbortSignal, page?: Page): Promise<unknown> =>
      fault === undefined
        ? runLocal({ ...run, page }, view, interrupt)
        : runWithFault(fault, { ...run, page }, view, interrupt);
    if (!ui) return watched(start);
    const { withPage } = await import("../local/ui/withPage.js");
    return watched((view, interrupt) =>
      withPage(stage, view, (shown, page) => start(shown, interrupt, page)),
    );
  });

withStage(program.command("validate"))
  .description("have every connector of a stage checked by its plugin on a real worker")
  .action(async ({ stage, config }: StageArguments) => {
    const { validateStage } = await import("../local/validateStage.js");
    await watched((view, interrupt) =>
      validateStage({ stage, overrides: config }, view, interrupt),
    );
  });

registerPlan(program);
registerOperations(program);
registerDeadLetters(program);
registerClean(program);
registerGate(program);
registerTry(program);
registerNew(program);

program.parseAsync().then(() => exit(0), exitWith);
