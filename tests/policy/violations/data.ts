import type { Violations } from ".";
import { adding, change, replaced, without } from "../change";
import { resource } from "../exemplary";

export const dataViolations: Violations = {
  "s3-private": {
    "no block": without("privacy"),
    "one block off": change("privacy", ["restrictPublicBuckets"], false),
    "block of another bucket": change("privacy", ["bucket"], "another"),
  },
  "s3-tls": {
    "no policy": without("bucket-policy"),
    "policy that only allows": change(
      "bucket-policy",
      ["policy"],
      bucketPolicy({ Effect: "Allow" }),
    ),
    "policy for one user": change(
      "bucket-policy",
      ["policy"],
      bucketPolicy({ Principal: { AWS: "arn:aws:iam::123456789012:user/one" } }),
    ),
    "policy without a condition": change(
      "bucket-policy",
      ["policy"],
      bucketPolicy({ Condition: {} }),
    ),
  },
  "s3-versioned": {
    "no versioning": without("versioning"),
    suspended: change("versioning", ["versioningConfiguration", "status"], "Suspended"),
  },
  "s3-encrypted": {
    "no configuration": without("encryption"),
    "configuration of nothing": change("encryption", ["rules"], []),
  },
  "s3-customer-key": {
    "AWS's key": change(
      "encryption",
      ["rules"],
      [{ applyServerSideEncryptionByDefault: { sseAlgorithm: "AES256" } }],
    ),
  },
  "dynamodb-recovery": {
    off: change("table", ["pointInTimeRecovery", "enabled"], false),
    "not set": change("table", ["pointInTimeRecovery"]),
  },
  "dynamodb-customer-key": {
    "not set": change("table", ["serverSideEncryption"]),
    "AWS's key": change("table", ["serverSideEncryption", "kmsKeyArn"]),
  },
  "dynamodb-deletion-protection": {
    "not set": change("table", ["deletionProtectionEnabled"]),
  },
  "aurora-encrypted": { "not set": change("database", ["storageEncrypted"]) },
  "aurora-customer-key": { "AWS's key": change("database", ["kmsKeyId"]) },
  "aurora-private": {
    "public address": change("database-instance", ["publiclyAccessible"], true),
  },
  "aurora-deletion-protection": { off: change("database", ["deletionProtection"], false) },
  "aurora-backup": {
    "six days": change("database", ["backupRetentionPeriod"], 6),
    "RDS's default": change("database", ["backupRetentionPeriod"]),
  },
  "logs-retention": { "for ever": change("logs", ["retentionInDays"]) },
  "logs-retention-year": { "a month": change("logs", ["retentionInDays"], 30) },
  "logs-customer-key": { "AWS's key": change("logs", ["kmsKeyId"]) },
  "kms-rotation": { off: change("key", ["enableKeyRotation"], false) },
  "secret-customer-key": { "AWS's key": change("secret", ["kmsKeyId"]) },
  "watched-by-alarm": {
    ...Object.fromEntries(
      ["cluster", "source", "sink", "table", "database"].map((name) => [
        `no alarm on the ${name}`,
        without(`${name}-alarm`),
      ]),
    ),
    "an alarm on another table": change("table-alarm", ["dimensions", "TableName"], "kafka_sales"),
    "a query of another cluster": change(
      "cluster-alarm",
      ["metricQueries"],
      [{ expression: `SELECT MAX(CpuUser) FROM "AWS/Kafka" WHERE "Cluster Name" = 'sales'` }],
    ),
  },
  "alarm-tells": {
    nobody: change("sink-alarm", ["alarmActions"]),
    "an empty list": change("sink-alarm", ["alarmActions"], []),
  },
  "required-tags": {
    "a tag missing": change("table", ["tags", "Stage"]),
    "no tags": change("cluster", ["tags"]),
    "another resource": adding(resource("topic", "aws:sns/topic:Topic", { tags: {} })),
  },
  "data-protected": Object.fromEntries(
    ["cluster", "table", "database", "bucket", "key"].map((name) => [
      name,
      replaced(name, (found) => ({ ...found, protect: false })),
    ]),
  ),
};

function bucketPolicy(changes: Readonly<Record<string, unknown>>): string {
  const statement = {
    Effect: "Deny",
    Principal: "*",
    Action: "s3:*",
    Resource: "*",
    Condition: { Bool: { "aws:SecureTransport": "false" } },
    ...changes,
  };
  return JSON.stringify({ Statement: [statement] });
}
