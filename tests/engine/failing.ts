import assert from "node:assert/strict";
import type { CloudState, Faults } from "./cloud/store";
import { EngineStack, type SettingValues, type Snapshot } from "./engineStack";
import { inventory, untilItSucceeds } from "./faults";
import { changes } from "./steps";

/** A deployment of a stage whose operations go wrong. */
export interface Failing {
  readonly stage: string;
  readonly settings: SettingValues;
  /** How they go wrong. */
  readonly as: Faults["as"];
  /**
   * Operations at a time: of one, each run fails at just one operation, and every one has its run.
   * @default - Pulumi's own
   */
  readonly parallel?: number;
  /**
   * Types whose resources go wrong.
   * @default - every type
   */
  readonly types?: readonly string[];
}

/** What a change of a running stage touches: plugins, connectors, their topics, tables and logs. */
const CHANGE = {
  deadLetters: "true",
  kafkaConnectVersion: "2.7.1",
  logRetentionDays: "14",
  ordersRetentionHours: "24",
  tableRecovery: "true",
} satisfies SettingValues;

/** Has every operation of a stage's life go wrong once, each phase from the same state. */
export function describeFailing(failing: Failing): void {
  const { stage, settings, as, parallel, types } = failing;
  const options = parallel === undefined ? {} : { parallel };
  const of: Faults["of"] = ({ type }) => types?.includes(type) ?? true;

  describe(`${types === undefined ? "Every operation" : "Each of some operations"} of stage ${stage}, ${said(settings)}, that is ${as} once`, function () {
    this.timeout(3 * 3_600_000);
    let engine: EngineStack;
    let deployed: Snapshot;
    let whole: string[];
    before(async () => {
      engine = await EngineStack.open(stage, { settings });
      const empty = engine.snapshot();
      await engine.up();
      whole = inventory(engine.cloud.read());
      deployed = engine.snapshot();
      engine.restore(empty);
    });
    after(() => {
      engine.close();
    });

    it("is made up for by the next deployment", async () => {
      await untilItSucceeds(engine, () => engine.up(options), { as, of });
      assert.deepEqual(inventory(engine.cloud.read()), whole);
      assert.deepEqual(changes(await engine.up()), []);
    });

    it("is made up for by the next change, and stops no connector for a plugin", async () => {
      engine.restore(deployed);
      const connectors = engine.connectors();
      engine.set(CHANGE);
      engine.archives.release = "2";
      const meanwhile = (state: CloudState): void => {
        if (state.failures.every(isBeforeConnectors))
          assert.deepEqual(engine.connectors(), connectors);
      };
      await untilItSucceeds(engine, () => engine.up(options), { as, of, meanwhile });
      assert.deepEqual(engine.connectors(), connectors);
      assert.deepEqual(changes(await engine.up()), []);
    });

    it("keeps nothing after the stage is taken down", async () => {
      engine.set({ protectData: "false" });
      await engine.up();
      await untilItSucceeds(engine, () => engine.destroy(options), { as, of });
      assert.deepEqual(inventory(engine.cloud.read()), []);
    });
  });
}

/** Whether a failure is of what a connector is made of, none of which is worth stopping it. */
function isBeforeConnectors({ type }: Parameters<Faults["of"]>[0]): boolean {
  return !type.startsWith("aws:mskconnect/connector") && !type.startsWith("command:");
}

function said(settings: SettingValues): string {
  return Object.entries(settings)
    .map(([key, value]) => `${key} ${String(value)}`)
    .join(", ");
}
