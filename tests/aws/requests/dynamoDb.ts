import type { Inputs } from "./inputs";
import { present, service, type Mappings } from "./mapping";

const dynamodb = service("dynamodb");

/** @see https://github.com/hashicorp/terraform-provider-aws/blob/main/internal/service/dynamodb/table.go */
export const dynamoDbMappings: Mappings = {
  "aws:dynamodb/table:Table": {
    create: (table) => {
      const TableName = table.physicalName();
      const recovery = table.part("pointInTimeRecovery");
      const recoverable = recovery?.flag("enabled") === true;
      return [
        dynamodb("CreateTable", {
          TableName,
          AttributeDefinitions: table.partList("attributes").map((attribute) => ({
            AttributeName: attribute.text("name"),
            AttributeType: attribute.text("type"),
          })),
          KeySchema: keySchema(table),
          BillingMode: table.value("billingMode"),
          ProvisionedThroughput: throughput(table),
          SSESpecification: encryption(table),
          DeletionProtectionEnabled: table.value("deletionProtectionEnabled"),
          Tags: table.tags(),
        }),
        // The provider sends nothing where recovery is off, which is what a new table has.
        ...(recoverable
          ? [
              dynamodb("UpdateContinuousBackups", {
                TableName,
                PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
              }),
            ]
          : []),
      ];
    },
    destroy: (table) => [dynamodb("DeleteTable", { TableName: table.physicalName() })],
  },
};

function keySchema(table: Inputs): readonly unknown[] {
  const rangeKey = table.value("rangeKey");
  return [
    { AttributeName: table.text("hashKey"), KeyType: "HASH" },
    ...(rangeKey === undefined ? [] : [{ AttributeName: rangeKey, KeyType: "RANGE" }]),
  ];
}

function throughput(table: Inputs): unknown {
  const read = table.value("readCapacity");
  const write = table.value("writeCapacity");
  return read === undefined ? undefined : { ReadCapacityUnits: read, WriteCapacityUnits: write };
}

function encryption(table: Inputs): unknown {
  const part = table.part("serverSideEncryption");
  if (part?.flag("enabled") !== true) return undefined;
  const KMSMasterKeyId = part.value("kmsKeyArn");
  return present({ Enabled: true, KMSMasterKeyId, SSEType: KMSMasterKeyId && "KMS" });
}
