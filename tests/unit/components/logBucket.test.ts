import assert from "node:assert/strict";
import { LogBucket } from "../../../components/logBucket";
import { evaluate } from "../../../plan/evaluate";
import type { PlannedResource } from "../../../plan/plan";
import { all, assertFamily, assertWaitsFor, one, statements } from "../../helpers/resources";
import { plan } from "../../helpers/stagePlans";

const POLICY = "aws:s3/bucketPolicy:BucketPolicy";

async function bucket(days: number): Promise<readonly PlannedResource[]> {
  const args = { region: "us-east-1", days, tags: {} };
  return (await evaluate(() => new LogBucket("logs", args))).resources;
}

describe("LogBucket", () => {
  it("lets nobody in but the delivery of the account's logs, into the account's folder", async () => {
    const resources = await bucket(365);
    assertFamily(resources, "logs");
    const arn = String(one(resources, "aws:s3/bucket:Bucket").state["arn"]);
    const [plaintext, ...admitted] = statements(one(resources, POLICY).inputs["policy"]);
    assert.equal(plaintext?.Effect, "Deny");
    const delivery = { Effect: "Allow", Principal: { Service: "delivery.logs.amazonaws.com" } };
    const account = { "aws:SourceAccount": "123456789012" };
    const ArnLike = { "aws:SourceArn": "arn:aws:logs:us-east-1:123456789012:*" };
    assert.deepEqual(admitted, [
      {
        ...delivery,
        Sid: "AWSLogDeliveryAclCheck",
        Action: ["s3:GetBucketAcl"],
        Resource: [arn],
        Condition: { StringEquals: account, ArnLike },
      },
      {
        ...delivery,
        Sid: "AWSLogDeliveryWrite",
        Action: ["s3:PutObject"],
        Resource: [`${arn}/AWSLogs/123456789012/*`],
        Condition: {
          StringEquals: { ...account, "s3:x-amz-acl": "bucket-owner-full-control" },
          ArnLike,
        },
      },
    ]);
  });

  it("keeps a log for its days", async () => {
    const type = "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration";
    const rules = JSON.stringify(one(await bucket(365), type).inputs["rules"]);
    assert.match(rules, /"expiration":\{"days":365\}/);
  });

  it("refuses a log that it would keep for no day", async () => {
    await assert.rejects(bucket(0), /LogBucket: days must be a whole number from 1 .*, got 0/);
  });

  it("takes the logs of brokers and connectors once it is ready, and a key admits them", async () => {
    const { resources } = await plan("prod", "logArchiveDays=730");
    const policy = resources.find(({ type, name }) => type === POLICY && name.startsWith("logs"));
    assert.ok(policy !== undefined);
    const logging = [
      one(resources, "aws:msk/cluster:Cluster"),
      ...all(resources, "aws:mskconnect/connector:Connector"),
    ];
    assert.ok(logging.length > 1);
    for (const each of logging) {
      assert.match(
        JSON.stringify(each.inputs),
        new RegExp(`"s3":\\{"bucket":"${String(policy.inputs["bucket"])}","enabled":true\\}`),
      );
      assertWaitsFor(each, [policy]);
    }
    const key = one(resources, "aws:kms/key:Key");
    const admitted = statements(key.inputs["policy"]).map(({ Sid }) => Sid);
    assert.ok(admitted.includes("EncryptDeliveredLogs"), admitted.join());
  });

  it("is no part of a stage that asks for none, whose cluster stops to log there", async () => {
    const { resources, outputs } = await plan("prod");
    assert.ok(resources.every(({ type }) => !type.endsWith(":LogBucket")));
    assert.equal(outputs["logBucket"], undefined);
    const { inputs } = one(resources, "aws:msk/cluster:Cluster");
    assert.match(JSON.stringify(inputs), /"s3":\{"enabled":false\}/);
    const key = one(resources, "aws:kms/key:Key");
    const admitted = statements(key.inputs["policy"]).map(({ Sid }) => Sid);
    assert.ok(!admitted.includes("EncryptDeliveredLogs"), admitted.join());
  });
});
