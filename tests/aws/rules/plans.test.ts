import assert from "node:assert/strict";
import { loadPlan } from "../../../plan/load";
import { titleOf, VARIANTS, type Variant } from "../variants";
import { violationsOf } from "./check";
import { correspondenceOf } from "./cloudFormation/correspondences";
import { describeViolation, type Violation } from "./violation";

/** A SHA-256 that Confluent's archives would be checked against where data is protected. */
const ANY_SHA256 = "0".repeat(64);

/** Confluent's sink writes what the cdc pipeline needs from 1.5.3 on. */
const CONFLUENT_CDC: readonly Variant[] = ["dev", "staging", "prod"].flatMap((stage) =>
  ["cdc", "all"].map((pipeline) => ({
    stage,
    overrides: [
      `pipeline=${pipeline}`,
      "plugins=confluent",
      "confluentSinkVersion=1.5.3",
      `confluentDatagenSha256=${ANY_SHA256}`,
      `confluentSinkSha256=${ANY_SHA256}`,
    ],
  })),
);

describe("Every request to create a plan's resources", function () {
  // Some thousand resources go through cfn-lint.
  this.timeout("5 min");
  const variants = [...VARIANTS, ...CONFLUENT_CDC];
  let violations: readonly Violation[];

  before(async () => {
    const plans = await Promise.all(
      variants.map(async (variant) => [titleOf(variant), await loadPlan(variant)] as const),
    );
    violations = await violationsOf(Object.fromEntries(plans));
  });

  for (const variant of variants) {
    const title = titleOf(variant);
    it(`keeps AWS's rules: ${title}`, () => {
      const found = violations.filter(({ stages }) => stages.includes(title));
      assert.deepEqual(found.map(describeViolation), []);
    });
  }

  it("has rules, or it is an error", async () => {
    const plan = await loadPlan({ stage: "dev", overrides: [] });
    const [bucket] = plan.resources.filter(({ type }) => type === "aws:s3/bucket:Bucket");
    assert.ok(bucket);
    const unknown = { ...bucket, type: "aws:made/up:Up" };
    await assert.rejects(
      violationsOf({ dev: { ...plan, resources: [unknown] } }),
      /No requests are known for aws:made\/up:Up/,
    );
    assert.throws(
      () => correspondenceOf({ service: "ec2", operation: "CreateFleet", params: {} }),
      /No rules are known for ec2 CreateFleet/,
    );
  });
});
