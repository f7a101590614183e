import assert from "node:assert/strict";
import { loadPlan } from "../../../plan/load";
import type { Plan } from "../../../plan/plan";
import { titleOf, type Variant } from "../variants";
import type { Emulation } from "./emulation";
import { emulatorOfTests } from "./emulator";
import { FACTS } from "./facts/facts";
import { inventory } from "./inventory";

/** Has an emulator create and destroy what is planned of some variants. */
export function testPlans(variants: readonly Variant[]): void {
  describe("Plans on an emulator of AWS", () => {
    const emulator = emulatorOfTests();

    for (const variant of variants) {
      describe(titleOf(variant), () => {
        let plan: Plan;
        let emulation: Emulation;
        let untouched: unknown;

        before(async () => {
          plan = await loadPlan(variant);
          emulation = await emulator.emulate(plan);
          untouched = await inventory(emulator.clients);
          await emulation.create();
        });

        it("is created", () => {
          assertTaken(emulation);
        });

        for (const [fact, prove] of Object.entries(FACTS)) {
          it(fact, () => prove(emulation, plan));
        }

        it("is destroyed again but for what is protected, and nothing else is left", async () => {
          await emulation.destroy();
          const kept = protectedByAws(plan);
          if (kept.length === 0) {
            assertTaken(emulation);
            assert.deepEqual(await inventory(emulator.clients), untouched);
          } else {
            assert.deepEqual(
              emulation.refusals.map(({ resource }) => resource).sort(),
              kept.sort(),
            );
          }
        });
      });
    }
  });
}

/** Asserts that moto refused what it is known not to have, and nothing else. */
function assertTaken({ refusals, unexpectedlyAnswered }: Emulation): void {
  assert.deepEqual(refusals, [], "refused");
  assert.deepEqual(
    [...unexpectedlyAnswered],
    [],
    "moto has these by now: take them off tests/aws/emulator/differences.ts",
  );
}

/** Returns the names of the resources that AWS itself keeps from being deleted. */
function protectedByAws({ resources }: Plan): string[] {
  return resources
    .filter(
      ({ inputs }) =>
        inputs["deletionProtection"] === true || inputs["deletionProtectionEnabled"] === true,
    )
    .filter(({ type }) => type.startsWith("aws:"))
    .map(({ name }) => name);
}
