import type { Input } from "@pulumi/pulumi";
import type { Grant } from "../support/iamPolicies";
import {
  deadLetterConfig,
  iamClient,
  jsonConverters,
  named,
  workerProperties,
  type Connector,
  type DeadLetters,
} from "./connector";
import type { Archive } from "../archives/archive";
import { sinkGroup } from "./names";

export interface DynamoDbSinkArgs {
  /** Stage that the connector's name starts with. */
  readonly stage: string;
  /** What the connector is called within its stage. */
  readonly name: string;
  /** Confluent's DynamoDB sink, or one that takes its keys. */
  readonly plugin: Archive;
  /** Kafka topics to store, each in the table of its name. */
  readonly topics: readonly string[];
  /** AWS region of the tables. */
  readonly region: string;
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
  /** Tasks that share the topics' partitions. */
  readonly tasks: number;
  /**
   * Where records go that cannot be stored.
   * @default - such a record stops the sink
   */
  readonly deadLetters?: DeadLetters | undefined;
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
  const { plugin, topics, region, deadLetters, licenceBrokers } = args;
  const own = named(args.stage, args.name);
  return {
    ...own,
    kind: "sink",
    plugin,
    config: {
      "connector.class": plugin.mainClass,
      "tasks.max": String(args.tasks),
      topics: topics.join(","),
      "aws.dynamodb.region": region,
      "aws.dynamodb.endpoint": `https://dynamodb.${region}.amazonaws.com`,
      "aws.dynamodb.pk.hash": args.hashKey,
      "aws.dynamodb.pk.sort": args.sortKey ?? "",
      "table.name.format": args.tableNameFormat,
      "key.converter.schemas.enable": "false",
      ...jsonConverters,
      ...(args.changes === true ? changesConfig : flattenConfig),
      ...(licenceBrokers === undefined ? {} : licenceConfig(licenceBrokers)),
      ...(deadLetters === undefined ? {} : deadLetterConfig(deadLetters)),
    },
    reads: topics,
    writes: deadLetters === undefined ? [] : [deadLetters.topic],
    owns: licenceBrokers === undefined ? [] : [LICENCE_TOPIC],
    groups: [sinkGroup(own.name)],
    access: tableGrants(args),
    // Larger batches fill more of the sink's requests to DynamoDB, which it sends side by side.
    worker: workerProperties(own.offsets, { "consumer.max.poll.records": "2000" }),
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
    conditions: { StringEquals: { "kms:ViaService": `dynamodb.${region}.amazonaws.com` } },
  };
  return keys.length === 0 ? [write] : [write, encrypt];
}
