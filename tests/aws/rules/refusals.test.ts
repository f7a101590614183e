import assert from "node:assert/strict";
import { loadPlan } from "../../../plan/load";
import type { Plan, PlannedResource } from "../../../plan/plan";
import { violationsOf } from "./check";
import { describeViolation, type Violation } from "./violation";
import type { Wrong } from "./wrong";
import { WRONGS } from "./wrongs";

describe("The rules of AWS", function () {
  this.timeout("5 min");
  let violations: readonly Violation[];

  before(async () => {
    const [dev, serverless] = await Promise.all(
      ["kafka.t3.small", "serverless"].map((type) =>
        loadPlan({ stage: "dev", overrides: ["pipeline=all", `brokerType=${type}`] }),
      ),
    );
    assert.ok(dev && serverless);
    const plan = { ...dev, resources: [...dev.resources, ...serverless.resources] };
    violations = await violationsOf(
      Object.fromEntries(WRONGS.map((wrong) => [wrong.what, withWrong(plan, wrong)])),
    );
  });

  for (const { what, type, said } of WRONGS) {
    it(`refuse ${what}`, () => {
      const found = violations.filter(({ stages }) => stages.includes(what)).map(describeViolation);
      assert.ok(
        found.some((line) => said.test(line)),
        `nothing said ${said.source} but ${found.join("\n")}`,
      );
      assert.deepEqual(
        found.filter((line) => !line.includes(type)),
        [],
      );
    });
  }
});

/** Returns the plan's resource alone, with the fault in it: others would only take time. */
function withWrong(plan: Plan, { what, type, inputs, name }: Wrong): Plan {
  const found = plan.resources.find((resource) => resource.type === type);
  assert.ok(found, `No ${type} to put ${what} into`);
  const changed = Object.entries({ ...found.inputs, ...inputs });
  const resource: PlannedResource = {
    ...found,
    name: name ?? found.name,
    inputs: Object.fromEntries(changed.filter(([, value]) => value !== undefined)),
  };
  return { ...plan, resources: [resource] };
}
