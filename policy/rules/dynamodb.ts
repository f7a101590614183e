import { at, isSet } from "../properties";
import { unless, type ResourceRule } from "../rule";

const types = ["aws:dynamodb/table:Table"];
const scope = "resource";

export const dynamoDbRules: readonly ResourceRule[] = [
  {
    id: "dynamodb-recovery",
    title: "Tables can be restored to any second of the last 35 days",
    controls: ["Security Hub DynamoDB.2", "Checkov CKV_AWS_28"],
    why: "A connector that writes nonsense overwrites good items.",
    fix: "Set pointInTimeRecovery.enabled to true",
    scope,
    types,
    check: ({ props }) =>
      unless(at(props, "pointInTimeRecovery", "enabled") === true, "Point-in-time recovery is off"),
  },
  {
    id: "dynamodb-customer-key",
    title: "Tables are encrypted with a key of the account's own",
    controls: ["Checkov CKV_AWS_119"],
    why: "DynamoDB encrypts in any case, with a key that only AWS sees.",
    fix: "Set serverSideEncryption to { enabled: true, kmsKeyArn }",
    scope,
    types,
    check: ({ props }) => {
      const encryption = at(props, "serverSideEncryption");
      return unless(
        at(encryption, "enabled") === true && isSet(at(encryption, "kmsKeyArn")),
        "The table is encrypted with AWS's key",
      );
    },
  },
  {
    id: "dynamodb-deletion-protection",
    title: "DynamoDB refuses to delete tables",
    controls: ["Security Hub DynamoDB.6"],
    why: "A deleted table is gone with everything in it, whoever deletes it and by what tool.",
    fix: "Set deletionProtectionEnabled to true",
    scope,
    types,
    check: ({ props }) =>
      unless(at(props, "deletionProtectionEnabled") === true, "Deletion protection is off"),
  },
];
