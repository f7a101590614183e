import * as dynamodb from "@pulumi/aws/dynamodb";
import * as pulumi from "@pulumi/pulumi";
import { TABLE_CAPACITY } from "../support/awsLimits";
import { between, matches, validate, type Check } from "./parts/validate";
import type { Tags } from "./parts/tags";

export interface TableKey {
  /** Name of the attribute. */
  readonly name: string;
  /** S is text, N a number, B binary. */
  readonly type: "S" | "N" | "B";
}

export type TableBilling =
  "onDemand" | { readonly readCapacity: number; readonly writeCapacity: number };

export interface DynamoDbTableArgs {
  /** Name of the table, 3 to 255 letters, digits, `.`, `_` and `-`. A new name is a new table. */
  readonly tableName: string;
  /** Another key replaces the table. */
  readonly hashKey: TableKey;
  /**
   * Another key replaces the table.
   * @default - no sort key
   */
  readonly sortKey?: TableKey;
  /**
   * Billed by request, or by the capacity units that are set aside.
   * @default "onDemand"
   */
  readonly billing?: TableBilling;
  /**
   * Whether the table can be restored to any second of the last 35 days; billed by size.
   * @default false
   */
  readonly pointInTimeRecovery?: boolean;
  /**
   * ARN of the KMS key that encrypts it.
   * @default - AWS's own key
   */
  readonly kmsKeyArn?: pulumi.Input<string> | undefined;
  /**
   * Whether both Pulumi and DynamoDB refuse to delete the table.
   * @default false
   */
  readonly deletionProtection?: boolean;
  /** @default - none */
  readonly tags?: Tags | undefined;
}

/**
 * DynamoDB table, encrypted, made before anything writes to it.
 *
 *     new DynamoDbTable("table", { tableName: "kafka_orders", hashKey: { name: "orderid", type: "N" }, tags });
 */
export class DynamoDbTable extends pulumi.ComponentResource {
  readonly tableName: pulumi.Output<string>;
  readonly arn: pulumi.Output<string>;

  constructor(name: string, args: DynamoDbTableArgs, opts?: pulumi.ComponentResourceOptions) {
    super("msk-pipeline:components:DynamoDbTable", name, args, opts);
    const { tableName, hashKey, sortKey, billing = "onDemand", deletionProtection = false } = args;
    validate("DynamoDbTable", [
      matches("tableName", tableName, /^[\w.-]{3,255}$/, "3 to 255 letters, digits, ., _ and -"),
      ...capacityChecks(billing),
    ]);
    const table = new dynamodb.Table(
      `${name}-table`,
      {
        name: tableName,
        attributes: sortKey === undefined ? [hashKey] : [hashKey, sortKey],
        hashKey: hashKey.name,
        ...(sortKey === undefined ? {} : { rangeKey: sortKey.name }),
        ...(billing === "onDemand"
          ? { billingMode: "PAY_PER_REQUEST" }
          : { billingMode: "PROVISIONED", ...billing }),
        pointInTimeRecovery: { enabled: args.pointInTimeRecovery ?? false },
        ...(args.kmsKeyArn === undefined
          ? {}
          : { serverSideEncryption: { enabled: true, kmsKeyArn: args.kmsKeyArn } }),
        deletionProtectionEnabled: deletionProtection,
        tags: { ...args.tags, Name: tableName },
      },
      // Two tables of one name cannot be: the old one goes first.
      { parent: this, deleteBeforeReplace: true, protect: deletionProtection },
    );
    this.tableName = table.name;
    this.arn = table.arn;
    this.registerOutputs({ tableName: this.tableName, arn: this.arn });
  }
}

function capacityChecks(billing: TableBilling): Check[] {
  if (billing === "onDemand") return [];
  return [
    between("billing.readCapacity", billing.readCapacity, TABLE_CAPACITY),
    between("billing.writeCapacity", billing.writeCapacity, TABLE_CAPACITY),
  ];
}
