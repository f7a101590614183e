import assert from "node:assert/strict";
import { loadPlan } from "../../../plan/load";
import type { Plan } from "../../../plan/plan";
import { titleOf, VARIANTS } from "../variants";
import { DIFFERENCES, type Difference } from "./differences";
import type { Emulation } from "./emulation";
import { emulatorOfTests } from "./emulator";
import { FACTS } from "./facts/facts";
import { inventory } from "./inventory";

/**
 * The rules judge every variant's requests. Here it is how they work together: dev shows each
 * pipeline alone, the other stages what comes with all.
 */
const EMULATED = VARIANTS.filter(
  ({ stage, overrides: [first = ""] }) => (stage === "dev") === /^pipeline=(?!all)/.test(first),
);

describe("Plans on an emulator of AWS", () => {
  const emulator = emulatorOfTests();
  const seen = new Set<Difference>();

  for (const variant of EMULATED) {
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
        emulation.seen.forEach((difference) => seen.add(difference));
        const kept = protectedByAws(plan);
        if (kept.length === 0) {
          assertTaken(emulation);
          assert.deepEqual(await inventory(emulator.clients), untouched);
        } else {
          assert.deepEqual(emulation.refusals.map(({ resource }) => resource).sort(), kept.sort());
        }
      });
    });
  }

  describe("The list of differences between moto and AWS", () => {
    it("has none that no plan shows", () => {
      const absent = DIFFERENCES.filter((difference) => !seen.has(difference));
      assert.deepEqual(
        absent.map(({ operation, type }) => `${operation} of ${type}`),
        [],
        "take them off tests/aws/emulator/differences.ts",
      );
    });
  });
});

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
