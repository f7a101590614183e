import assert from "node:assert/strict";
import { EncryptionKey } from "../../../components/encryptionKey";
import { evaluate } from "../../../plan/evaluate";
import type { PlannedResource } from "../../../plan/plan";
import { assertFamily, assertInputs, one, statements } from "../../helpers/resources";

async function key(
  deletionProtection = false,
  alarms?: string,
): Promise<readonly PlannedResource[]> {
  const args = {
    alias: "orders-test",
    region: "us-east-1",
    logGroups: ["/orders/*", "/sales/audit"],
    alarms,
    deletionProtection,
    tags: {},
  };
  return (await evaluate(() => new EncryptionKey("data", args), { stack: "test" })).resources;
}

describe("EncryptionKey", () => {
  it("rotates and has an alias", async () => {
    const resources = await key();
    const created = one(resources, "aws:kms/key:Key");
    assertInputs(created, { enableKeyRotation: true, deletionWindowInDays: 30 });
    assertInputs(one(resources, "aws:kms/alias:Alias"), {
      name: "alias/orders-test",
      targetKeyId: created.state["keyId"],
    });
  });

  it("leaves its use to IAM policies of the account, and to the given log groups", async () => {
    const [account, logs, ...others] = statements(
      one(await key(), "aws:kms/key:Key").inputs["policy"],
    );
    assert.deepEqual(account?.Principal, { AWS: "arn:aws:iam::123456789012:root" });
    assert.deepEqual(logs?.Principal, { Service: "logs.us-east-1.amazonaws.com" });
    assert.deepEqual(logs.Condition, {
      ArnLike: {
        "kms:EncryptionContext:aws:logs:arn": [
          "arn:aws:logs:us-east-1:123456789012:log-group:/orders/*",
          "arn:aws:logs:us-east-1:123456789012:log-group:/sales/audit",
        ],
      },
    });
    assert.deepEqual(others, []);
  });

  it("may be used by CloudWatch for the given alarms of the account, and by no others", async () => {
    const created = one(await key(false, "orders-test-*"), "aws:kms/key:Key");
    const [, , alarms] = statements(created.inputs["policy"]);
    assert.deepEqual(alarms, {
      Sid: "EncryptAlarms",
      Effect: "Allow",
      Principal: { Service: "cloudwatch.amazonaws.com" },
      Action: ["kms:Decrypt", "kms:GenerateDataKey*"],
      Resource: ["*"],
      Condition: {
        StringEquals: { "aws:SourceAccount": "123456789012" },
        ArnLike: {
          "aws:SourceArn": "arn:aws:cloudwatch:us-east-1:123456789012:alarm:orders-test-*",
        },
      },
    });
  });

  it("is protected only where it is told so", async () => {
    assert.equal(one(await key(), "aws:kms/key:Key").options.protect, undefined);
    assert.equal(one(await key(true), "aws:kms/key:Key").options.protect, true);
  });

  it("is the parent of all that it creates", async () => {
    assertFamily(await key(), "data");
  });
});
