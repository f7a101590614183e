import { service, type Mappings } from "./mapping";

const logs = service("logs");

/** @see https://github.com/hashicorp/terraform-provider-aws/blob/main/internal/service/logs/group.go */
export const logsMappings: Mappings = {
  "aws:cloudwatch/logGroup:LogGroup": {
    create: (group) => {
      const logGroupName = group.physicalName();
      return [
        logs("CreateLogGroup", {
          logGroupName,
          kmsKeyId: group.value("kmsKeyId"),
          tags: group.tagMap(),
        }),
        logs("PutRetentionPolicy", {
          logGroupName,
          retentionInDays: group.value("retentionInDays"),
        }),
      ];
    },
    destroy: (group) => [logs("DeleteLogGroup", { logGroupName: group.physicalName() })],
  },
};
