import { EngineStack, type SettingValues, type Snapshot } from "../engineStack";
import { rawSettings } from "../../helpers/rawSettings";
import { bases, examples, type Example, type Value } from "./examples";
import { protectedOf, whatSteps } from "./outcome";
import type { Outcome } from "../../../tools/docs/changes/recorded";

/** What the engine says of a change of each setting, in the stage. */
export async function outcomesOf(
  stage: string,
  settings: readonly string[],
): Promise<Record<string, Outcome>> {
  const outcomes: Record<string, Outcome> = {};
  for (const base of Object.keys(bases) as (keyof typeof bases)[]) {
    const chosen = settings.filter((key) => (examples[key]?.from ?? "plain") === base);
    const engine = await EngineStack.open(stage, { settings: bases[base] });
    try {
      await engine.up();
      const deployed = engine.snapshot();
      for (const key of chosen) {
        const example = examples[key];
        if (example === undefined || example.to.length === 0) continue;
        outcomes[key] = await outcomeOf(engine, deployed, key, example);
      }
    } finally {
      engine.close();
    }
  }
  return outcomes;
}

async function outcomeOf(
  engine: EngineStack,
  deployed: Snapshot,
  key: string,
  example: Example,
): Promise<Outcome> {
  const before = bases[example.from ?? "plain"] as SettingValues;
  const from = before[key] ?? rawSettings(engine.stage)[key] ?? "";
  const to = example.to.find((value) => said(value) !== said(from)) ?? "";
  engine.restore(deployed);
  engine.set({ ...example.with, [key]: to });
  const common = { from: said(from), to: said(to) };
  try {
    return { ...common, does: whatSteps(await engine.preview()), protected: [] };
  } catch (error) {
    const names = protectedOf(String(error));
    if (names.length === 0) throw error;
    return { ...common, does: [], protected: names };
  }
}

function said(value: Value): string {
  return typeof value === "string" ? value : value.join(", ");
}
