import { service, type Mappings } from "./mapping";

const secretsmanager = service("secretsmanager");

/** @see https://github.com/hashicorp/terraform-provider-aws/blob/main/internal/service/secretsmanager/secret.go */
export const secretsManagerMappings: Mappings = {
  "aws:secretsmanager/secret:Secret": {
    create: (secret) => {
      secret.notSent("recoveryWindowInDays");
      return [
        secretsmanager(
          "CreateSecret",
          {
            Name: secret.physicalName(),
            Description: secret.value("description"),
            KmsKeyId: secret.value("kmsKeyId"),
            ForceOverwriteReplicaSecret: false,
            Tags: secret.tags(),
          },
          { ARN: secret.planned("arn") },
        ),
      ];
    },
    destroy: (secret) => {
      const days = secret.value("recoveryWindowInDays");
      return [
        secretsmanager("DeleteSecret", {
          SecretId: secret.planned("arn"),
          ...(days === 0 ? { ForceDeleteWithoutRecovery: true } : { RecoveryWindowInDays: days }),
        }),
      ];
    },
  },
};
