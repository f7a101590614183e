import assert from "node:assert/strict";
import { resourcesOfType, type Plan } from "../../../../plan/plan";
import type { Emulation } from "../emulation";
import { at } from "../values";

export async function bucket(emulation: Emulation, plan: Plan): Promise<void> {
  for (const { state } of resourcesOfType(plan, "aws:s3/bucket:Bucket")) {
    const ask = (operation: string): Promise<object> =>
      emulation.ask("s3", operation, { Bucket: state["id"] });
    assert.equal(at(await ask("GetBucketVersioning"), "Status"), "Enabled");
    const rules = at(await ask("GetBucketEncryption"), "ServerSideEncryptionConfiguration.Rules");
    const key = resourcesOfType(plan, "aws:kms/key:Key")[0]?.state["arn"];
    assert.deepEqual(at(rules, "0.ApplyServerSideEncryptionByDefault"), {
      SSEAlgorithm: typeof key === "string" ? "aws:kms" : "AES256",
      ...(typeof key === "string" ? { KMSMasterKeyID: emulation.bindings.of(key) } : {}),
    });
    assert.deepEqual(at(await ask("GetPublicAccessBlock"), "PublicAccessBlockConfiguration"), {
      BlockPublicAcls: true,
      BlockPublicPolicy: true,
      IgnorePublicAcls: true,
      RestrictPublicBuckets: true,
    });
    assert.match(String(at(await ask("GetBucketPolicy"), "Policy")), /aws:SecureTransport/);
  }
}

export async function tables(emulation: Emulation, plan: Plan): Promise<void> {
  for (const { inputs, name } of resourcesOfType(plan, "aws:dynamodb/table:Table")) {
    const TableName = inputs["name"];
    const table = at(await emulation.ask("dynamodb", "DescribeTable", { TableName }), "Table");
    assert.deepEqual(
      at(table, "KeySchema"),
      [{ AttributeName: inputs["hashKey"], KeyType: "HASH" }],
      name,
    );
    assert.equal(at(table, "BillingModeSummary.BillingMode"), inputs["billingMode"], name);
    assert.equal(at(table, "DeletionProtectionEnabled"), inputs["deletionProtectionEnabled"], name);
    const backups = await emulation.ask("dynamodb", "DescribeContinuousBackups", { TableName });
    assert.equal(
      at(
        backups,
        "ContinuousBackupsDescription.PointInTimeRecoveryDescription.PointInTimeRecoveryStatus",
      ),
      at(inputs, "pointInTimeRecovery.enabled") === true ? "ENABLED" : "DISABLED",
      name,
    );
  }
}

export async function logGroups(emulation: Emulation, plan: Plan): Promise<void> {
  const groups = resourcesOfType(plan, "aws:cloudwatch/logGroup:LogGroup");
  assert.notEqual(groups.length, 0);
  for (const { inputs, name } of groups) {
    const answer = await emulation.ask("logs", "DescribeLogGroups", {
      logGroupNamePrefix: inputs["name"],
    });
    const key = inputs["kmsKeyId"];
    assert.equal(at(answer, "logGroups.0.retentionInDays"), inputs["retentionInDays"], name);
    assert.equal(
      at(answer, "logGroups.0.kmsKeyId"),
      typeof key === "string" ? emulation.bindings.of(key) : undefined,
      name,
    );
  }
}
