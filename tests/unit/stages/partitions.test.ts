import assert from "node:assert/strict";
import {
  boundaryPolicy,
  deployPolicies,
  operatePolicy,
  previewPolicies,
} from "../../../bootstrap/policies";
import type { Stage } from "../../../bootstrap/stage";
import { PLAN_ACCOUNT } from "../../../plan/computed";
import { partitionOf } from "../../../support/partition";
import { plan } from "../../helpers/stagePlans";

/** All of a stage but the database, whose certificates other partitions have not. */
const ALL = [
  "pipeline=orders,lake",
  "nat=single",
  "kafkaClient=true",
  "logArchiveDays=730",
  "availabilityZones=[]",
];

/**
 * What a text says of another partition: ARNs, and names in the region. A service's own name, which
 * has no region, is the same everywhere.
 */
function foreign(text: string, region: string): string[] {
  const { partition, dnsSuffix } = partitionOf(region);
  const arns = [...text.matchAll(/arn:(aws[\w-]*):[^"\\]*/g)];
  const names = [...text.matchAll(/[\w.*-]*\.(amazonaws\.com(\.\w+)?)/g)];
  return [
    ...arns.filter(([, found]) => found !== partition),
    ...names.filter(([name, found]) => name.includes(region) && found !== dnsSuffix),
  ].map(([whole]) => whole);
}

for (const [region, partition, dnsSuffix] of [
  ["cn-north-1", "aws-cn", "amazonaws.com.cn"],
  ["us-gov-west-1", "aws-us-gov", "amazonaws.com"],
  ["eu-central-1", "aws", "amazonaws.com"],
] as const) {
  describe(`A stage in ${region}`, () => {
    it(`is of the partition ${partition}`, () => {
      assert.deepEqual(partitionOf(region), { partition, dnsSuffix });
    });

    for (const stage of ["dev", "prod"]) {
      it(`names nothing of another partition in ${stage}`, async () => {
        const { resources, outputs } = await plan(stage, `aws:region=${region}`, ...ALL);
        const text = JSON.stringify([
          resources.map(({ inputs, state }) => [inputs, state]),
          outputs,
        ]);
        assert.ok(text.includes(`arn:${partition}:`));
        assert.ok(text.includes(`https://dynamodb.${region}.${dnsSuffix}"`));
        assert.deepEqual(foreign(text, region), []);
      });
    }

    it("is previewed, deployed and operated by rights of its own partition", () => {
      const stage: Stage = {
        partition,
        region,
        account: PLAN_ACCOUNT,
        project: "msk-pipeline",
        stage: "prod",
        tableNames: "kafka_",
      };
      const rights = [boundaryPolicy, deployPolicies, operatePolicy, previewPolicies];
      const text = JSON.stringify(rights.map((of) => of(stage)));
      assert.ok(text.includes(`dynamodb.${region}.${dnsSuffix}`));
      assert.deepEqual(foreign(text, region), []);
    });
  });
}
