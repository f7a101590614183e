import type { Input } from "@pulumi/pulumi";
import { viaService, type Grant } from "../support/iamPolicies";
import { serviceName } from "../support/partition";
import { iamClient, workerProperties, type Connector } from "./connector";
import { sink, type SinkArgs } from "./sink";

/** The topics are stored each in the table of its name; the plugin is Confluent's, or takes its keys. */
export interface DynamoDbSinkArgs extends SinkArgs {
  /** The tables, which exist before the sink starts. */
  readonly tables: readonly SinkTable[];
  /** Name of a topic's table, with `${topic}` for the topic's name. */
  readonly tableNameFormat: string;
  /**
   * Where a record holds its hash key: `partition`, `offset`, `key[.path]` or `value[.path]`, then
   * perhaps `:attribute`.
   */
  readonly hashKey: string;
  /**
   * Where a record holds its sort key, as hashKey.
   * @default - the table has none
   */
  readonly sortKey?: string;
  /**
   * Whether records are changes of a database's rows: keys are JSON objects, and a record without
   * a value deletes the item of its key. Confluent's plugin can do it from 1.5.3 on.
   * @default false
   */
  readonly changes?: boolean;
  /**
   * Brokers for the licence of Confluent's sink, which it keeps in a topic.
   * @default - the plugin needs no licence
   */
  readonly licenceBrokers?: Input<string> | undefined;
}

export interface SinkTable {
  readonly arn: Input<string>;
  /**
   * ARN of the customer managed KMS key that encrypts it.
   * @default - AWS's own key, for which no grant is needed
   */
  readonly kmsKeyArn?: Input<string> | undefined;
}

/** Topic in which Confluent's plugins keep their licence. */
export const LICENCE_TOPIC = "_confluent-command";

/**
 * Stores records as items, one item a key, nested fields joined by `_`. Rows of a database have none:
 * their fields are stored as they are.
 */
export function dynamoDbSink(args: DynamoDbSinkArgs): Connector {
  const { region, licenceBrokers } = args;
  const common = sink(args, {
    "aws.dynamodb.region": region,
    "aws.dynamodb.endpoint": `https://${serviceName("dynamodb", region)}`,
    "aws.dynamodb.pk.hash": args.hashKey,
    "aws.dynamodb.pk.sort": args.sortKey ?? "",
    "table.name.format": args.tableNameFormat,
    "key.converter.schemas.enable": "false",
    ...(args.changes === true ? changesConfig : flattenConfig),
    ...(licenceBrokers === undefined ? {} : licenceConfig(licenceBrokers)),
  });
  return {
    ...common,
    owns: licenceBrokers === undefined ? [] : [LICENCE_TOPIC],
    access: tableGrants(args),
    // Larger batches fill more of the sink's requests to DynamoDB, which it sends side by side.
    worker: workerProperties(common.offsets, { "consumer.max.poll.records": "2000" }),
    // Confluent's sink writes none.
    summaries: licenceBrokers === undefined,
  };
}

/**
 * Returns the attribute of the table that a key reference fills: its alias, or the last part of its
 * path.
 */
export function keyAttribute(reference: string): string {
  const [path = "", alias] = reference.split(":");
  return alias ?? path.slice(path.lastIndexOf(".") + 1);
}

/**
 * Kafka Connect 2.7.1 loses fields of a record that has a null in one, so that rows, which have many,
 * are better off without it.
 *
 * @see https://issues.apache.org/jira/browse/KAFKA-12303
 */
const flattenConfig = {
  transforms: "flatten",
  "transforms.flatten.type": "org.apache.kafka.connect.transforms.Flatten$Value",
  "transforms.flatten.delimiter": "_",
} as const;

const changesConfig = {
  "key.converter": "org.apache.kafka.connect.json.JsonConverter",
  "behavior.on.null.values": "DELETE",
} as const;

function licenceConfig(brokers: Input<string>): Record<string, Input<string>> {
  return { "confluent.topic.bootstrap.servers": brokers, ...iamClient("confluent.topic.") };
}

function tableGrants({ tables, region, licenceBrokers }: DynamoDbSinkArgs): Grant[] {
  const keys = tables.flatMap(({ kmsKeyArn }) => (kmsKeyArn === undefined ? [] : [kmsKeyArn]));
  const write: Grant = {
    sid: "WriteTables",
    actions: [
      "dynamodb:BatchWriteItem",
      "dynamodb:DescribeTable",
      // Confluent documents that its sink needs it.
      ...(licenceBrokers === undefined ? [] : ["dynamodb:Scan"]),
    ],
    resources: tables.map(({ arn }) => arn),
  };
  // DynamoDB uses a customer managed key with the rights of whoever uses the table.
  const encrypt: Grant = {
    sid: "UseTableKeys",
    actions: ["kms:Decrypt", "kms:DescribeKey", "kms:Encrypt", "kms:GenerateDataKey"],
    resources: keys,
    conditions: viaService("dynamodb", region),
  };
  return keys.length === 0 ? [write] : [write, encrypt];
}
