import { writeFileSync } from "node:fs";
import type { Command } from "commander";
import { parseGraphFile, withStage, type StageArguments } from "./options";
import { output } from "./show";

interface PlanArguments extends StageArguments {
  readonly json: boolean;
  readonly graph?: string;
}

export function registerPlan(program: Command): void {
  withStage(program.command("plan"))
    .description("print or draw what a stage deploys, without AWS")
    .option("--json", "print it as JSON", false)
    .option("--graph <file.svg>", "draw it into an SVG instead of printing it", parseGraphFile)
    .action(async ({ stage, config, json, graph }: PlanArguments) => {
      const { loadPlan } = await import("../plan/load.js");
      const { renderTree, toJson } = await import("../plan/render.js");
      const plan = await loadPlan({ stage, overrides: config });
      if (json) output.print(toJson(plan));
      else if (graph === undefined) output.print(renderTree(plan));
      if (graph === undefined) return;
      const { drawPlan } = await import("../plan/graph/svg.js");
      writeFileSync(graph, drawPlan(plan));
      // Standard output is the JSON's where that is asked for as well.
      const say = json ? output.note : output.print;
      say(`Drew stage ${stage} of ${plan.project} into ${graph}`);
    });
}
