import assert from "node:assert/strict";
import { data } from "../../gate/resources";
import { loadPlan } from "../../plan/load";
import { rawSettings } from "../helpers/rawSettings";
import { EngineStack, type EngineOptions, type Start } from "./engineStack";
import { registeredByEngine, registeredByPlan, type Registered } from "./registered";
import { changes } from "./steps";

export interface Living extends Start, Pick<EngineOptions, "startsCommands"> {
  readonly stage: string;
  readonly pipeline: string;
  /** Other settings. @default - the stage's own */
  readonly settings?: Readonly<Record<string, string>>;
}

/** Types of what holds data. The value of a secret is made anew with it. */
const HOLDS_DATA = Object.keys(data).filter((type) => type !== "aws:secretsmanager/secret:Secret");

/** Has a stage come up, stay and go. */
export function describeLife(living: Living): void {
  const { stage, startsProgram = false, startsCommands = false } = living;
  const settings = { pipeline: living.pipeline, ...living.settings };
  const overrides = Object.entries(settings).map(([key, value]) => `${key}=${value}`);
  describe(`Stage ${stage} with ${overrides.join(", ")}, by Pulumi's engine`, function () {
    this.timeout(1_800_000);
    let engine: EngineStack;
    before(async () => {
      engine = await EngineStack.open(stage, { settings, startsCommands });
    });
    after(() => {
      engine.close();
    });

    it("is previewed before anything of it is known", async () => {
      const steps = await engine.preview({ startsProgram });
      assert.ok(steps.every(({ op }) => op === "create"));
      assert.deepEqual(engine.cloud.read().resources, []);
    });

    it("comes up as its plan says", async () => {
      await engine.up({ startsProgram });
      const { commands } = engine;
      const plan = await loadPlan({
        stage,
        overrides,
        runCommand: ({ command, stdin = "" }) => commands(command, stdin),
      });
      const snapshot = engine.snapshot();
      const real = new Map(registeredByEngine(snapshot).map((each) => [keyOf(each), each]));
      for (const planned of registeredByPlan(plan, snapshot)) {
        const { inputs, ...others } = real.get(keyOf(planned)) ?? assert.fail(keyOf(planned));
        const { inputs: expected, ...otherwise } = planned;
        assert.deepEqual(others, otherwise);
        // The engine keeps none of a component.
        if (/^(msk-pipeline|awsx):/.test(planned.type)) continue;
        assert.deepEqual(
          only(Object.keys(expected), inputs),
          withoutFiles(expected),
          keyOf(planned),
        );
      }
    });

    it("stays as it is when nothing changes", async () => {
      assert.deepEqual(changes(await engine.up()), []);
      assert.deepEqual(changes(await engine.refresh()), []);
    });

    it("goes without a rest, in an order that AWS takes", async () => {
      if (await isProtected(engine)) {
        engine.set({ protectData: "false" });
        await engine.up();
      }
      await engine.destroy();
      assert.deepEqual(engine.cloud.read().resources, []);
    });
  });
}

/** Whether the engine refuses to take the stage down, which must then lose nothing. */
async function isProtected(engine: EngineStack): Promise<boolean> {
  const { resources } = engine.cloud.read();
  const guarded = registeredByEngine(engine.snapshot()).filter(({ protect }) => protect);
  const present = HOLDS_DATA.filter((type) => resources.some((each) => each.type === type));
  const protects = rawSettings(engine.stage)["protectData"] === "true";
  assert.deepEqual(
    present.filter((type) => guarded.some((each) => each.type === type)),
    protects ? present : [],
  );
  if (!protects) return false;
  await assert.rejects(engine.previewDestroy(), /because it is protected/);
  assert.deepEqual(engine.cloud.read().resources, resources);
  return true;
}

function keyOf({ type, name }: Registered): string {
  return `${type} ${name}`;
}

/** Inputs that are planned; the provider may fill in others, and a file is a file by its content. */
function only(keys: readonly string[], inputs: Registered["inputs"]): Registered["inputs"] {
  return withoutFiles(Object.fromEntries(keys.map((key) => [key, inputs[key]])));
}

/** Inputs that are files or archives of them. */
const FILES = ["code", "source"];

function withoutFiles(inputs: Registered["inputs"]): Registered["inputs"] {
  return Object.fromEntries(Object.entries(inputs).filter(([key]) => !FILES.includes(key)));
}
