import { service, type Mappings } from "./mapping";

const kms = service("kms");

/**
 * @see https://github.com/hashicorp/terraform-provider-aws/blob/main/internal/service/kms/key.go
 * @see https://github.com/hashicorp/terraform-provider-aws/blob/main/internal/service/kms/alias.go
 */
export const kmsMappings: Mappings = {
  "aws:kms/key:Key": {
    create: (key) => {
      key.notSent("deletionWindowInDays");
      const KeyId = key.planned("keyId");
      const rotates = key.flag("enableKeyRotation");
      return [
        kms(
          "CreateKey",
          {
            BypassPolicyLockoutSafetyCheck: false,
            // The provider's schema has both as defaults.
            CustomerMasterKeySpec: "SYMMETRIC_DEFAULT",
            KeyUsage: "ENCRYPT_DECRYPT",
            Description: key.value("description"),
            Policy: key.value("policy"),
            Tags: key.tags()?.map(({ Key, Value }) => ({ TagKey: Key, TagValue: Value })),
          },
          { "KeyMetadata.KeyId": KeyId, "KeyMetadata.Arn": key.planned("arn") },
        ),
        ...(rotates ? [kms("EnableKeyRotation", { KeyId })] : []),
      ];
    },
    destroy: (key) => [
      kms("ScheduleKeyDeletion", {
        KeyId: key.planned("keyId"),
        PendingWindowInDays: key.value("deletionWindowInDays"),
      }),
    ],
  },
  "aws:kms/alias:Alias": {
    create: (alias) => [
      kms("CreateAlias", {
        AliasName: alias.text("name"),
        TargetKeyId: alias.text("targetKeyId"),
      }),
    ],
    destroy: (alias) => [kms("DeleteAlias", { AliasName: alias.text("name") })],
  },
};
