import type { Command } from "commander";
import type { FaultName } from "../local/faults/names";
import type { Page } from "../local/ui/page";
import type { View } from "../local/view/view";
import { faultOption, parseRecords, reportOption, withStage, type StageArguments } from "./options";
import { watched } from "./show";

interface LocalArguments extends StageArguments {
  readonly pipeline?: string;
  readonly records?: number;
  readonly ui: boolean;
  readonly keep: boolean;
  readonly report?: string;
  readonly showChanges: boolean;
  readonly fault?: FaultName;
}

/** Adds the commands that start programs on this machine. */
export function registerLocal(program: Command): void {
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
      const { faultOf } = await import("../local/faults/list.js");
      const start = (view: View, interrupt: AbortSignal, page?: Page): Promise<unknown> =>
        fault === undefined
          ? runLocal({ ...run, page }, view, interrupt)
          : runWithFault(faultOf(fault), { ...run, page }, view, interrupt);
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
}
