import { at, isSet } from "../properties";
import { unless, type ResourceRule } from "../rule";

export const kmsRules: readonly ResourceRule[] = [
  {
    id: "kms-rotation",
    title: "Keys are rotated",
    controls: ["Security Hub KMS.4", "Checkov CKV_AWS_7"],
    why: "Less data is encrypted under any one key material, and nothing has to be encrypted anew.",
    fix: "Set enableKeyRotation to true",
    scope: "resource",
    types: ["aws:kms/key:Key"],
    check: ({ props }) => {
      const spec = at(props, "customerMasterKeySpec") ?? "SYMMETRIC_DEFAULT";
      // KMS rotates symmetric keys only.
      return unless(
        spec !== "SYMMETRIC_DEFAULT" || at(props, "enableKeyRotation") === true,
        "The key is not rotated",
      );
    },
  },
  {
    id: "secret-customer-key",
    title: "Secrets are encrypted with a key of the account's own",
    controls: ["Checkov CKV_AWS_149"],
    why: "With AWS's key everybody in the account who may read a secret may decrypt it.",
    fix: "Set kmsKeyId to the key's ARN",
    scope: "resource",
    types: ["aws:secretsmanager/secret:Secret"],
    check: ({ props }) =>
      unless(isSet(at(props, "kmsKeyId")), "The secret is encrypted with AWS's key"),
  },
];
