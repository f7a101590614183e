import assert from "node:assert/strict";
import type { CloudState, Faults } from "./cloud/store";
import type { EngineStack } from "./engineStack";

export interface Failing {
  readonly as: Faults["as"];
  /** @default - every one */
  readonly of?: Faults["of"];
  /** What must hold after a run that failed, however far it came. */
  readonly meanwhile?: (state: CloudState) => void;
}

/**
 * Has a run done again and again until it ends well, while each of its operations goes wrong the
 * first time. Nothing else may be refused: such as a second resource of one name. Answers how often
 * it failed.
 */
export async function untilItSucceeds(
  engine: EngineStack,
  run: () => Promise<unknown>,
  { as, of = () => true, meanwhile = () => undefined }: Failing,
): Promise<number> {
  engine.cloud.update({ faults: { as, of }, failures: [], refusals: [] });
  try {
    for (let failed = 0; ; failed++) {
      const before = engine.cloud.read().failures.length;
      const error = await errorOf(run);
      const state = engine.cloud.read();
      assert.deepEqual(state.refusals, []);
      if (error === undefined) return failed;
      // Else it failed for a reason of its own, and would do so for ever.
      assert.ok(state.failures.length > before, error);
      meanwhile(state);
    }
  } finally {
    engine.cloud.update({ faults: undefined });
  }
}

async function errorOf(run: () => Promise<unknown>): Promise<string | undefined> {
  try {
    await run();
    return undefined;
  } catch (error) {
    return String(error);
  }
}

/** What is in the cloud by type and logical name, each as often as it is there. */
export function inventory({ resources }: CloudState): string[] {
  return resources
    .map(({ type, resource, failed }) => `${type} ${resource}${failed ? " FAILED" : ""}`)
    .sort();
}
