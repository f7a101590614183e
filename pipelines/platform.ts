import type { Output, Resource } from "@pulumi/pulumi";
import {
  type AuroraCluster,
  ConnectorTopic,
  DataBucket,
  DynamoDbTable,
  KafkaTopic,
  MskConnector,
  type Capacity,
  type DynamoDbTableArgs,
  type KafkaTopicArgs,
  type RetentionHours,
  type LogArgs,
  type MskConnectorArgs,
  type Network,
  type PluginBucket,
} from "../components";
import type { Settings } from "../config/settings";
import { inAvro, type SchemaRegistry } from "../connectors/avro";
import type { Connector, DeadLetters } from "../connectors/connector";
import { dynamoDbSink, type DynamoDbSinkArgs } from "../connectors/dynamoDbSink";
import { tableName } from "../connectors/names";
import { COPIES_OF_BROKERS, makingTopics, type NewTopic } from "../connectors/topicCreation";
import { dynamoDbPlugin } from "../archives/catalogue";
import { isExpress, isServerless } from "../support/brokerTypes";
import type { Cluster } from "./cluster";
import type { StartOrder } from "./startOrder";

/** What the pipelines of a stage stand on. */
export interface Platform {
  readonly settings: Settings;
  /** Name of the stage. */
  readonly stage: string;
  readonly region: string;
  /** Project and stage, which name what AWS wants unique. */
  readonly stackName: string;
  readonly network: Network;
  readonly cluster: Cluster;
  readonly plugins: PluginBucket;
  /** Topic of the licence of Confluent's plugins, where the stage runs them. */
  readonly licences: Topic | undefined;
  /** Registry of the records' schemas, where they are in Avro. */
  readonly schemas: SchemaRegistry | undefined;
  readonly startOrder: StartOrder;
  readonly logs: LogArgs;
  /** Bucket that keeps the connectors' logs besides, where the stage has one. */
  readonly logBucket: Output<string> | undefined;
  readonly encryption: Pick<LogArgs, "kmsKeyArn">;
  readonly tags: Readonly<Record<string, string>>;
}

/** A topic of the stage: Pulumi makes it, or on MSK Serverless the connector that needs it first. */
export type Topic = KafkaTopic | ConnectorTopic;

/** A pipeline that is deployed. */
export interface Pipeline {
  /** Its Kafka topics by their role. */
  readonly topics: Readonly<Record<string, Topic>>;
  /** Its DynamoDB tables by their role. */
  readonly tables: Readonly<Record<string, DynamoDbTable>>;
  /**
   * Its buckets of records by their role.
   * @default - it has none
   */
  readonly buckets?: Readonly<Record<string, DataBucket>>;
  /** Its connectors by their name within the stage. */
  readonly connectors: Readonly<Record<string, MskConnector>>;
  /**
   * The database that it captures, of which a stage has one.
   * @default - it captures none
   */
  readonly database?: AuroraCluster;
}

/** Declares a topic, and creates it with the stage's copies where there is an API for that. */
export function createTopic(
  { settings, cluster }: Pick<Platform, "settings" | "cluster">,
  name: string,
  args: Pick<KafkaTopicArgs, "topic" | "partitions" | "retention" | "deletionProtection">,
): Topic {
  const { brokerType, replicationFactor, minInsyncReplicas, protectData } = settings;
  if (isServerless(brokerType)) {
    const { topic, partitions, retention } = args;
    return new ConnectorTopic(name, { clusterArn: cluster.arn, topic, partitions, retention });
  }
  return new KafkaTopic(name, {
    clusterArn: cluster.arn,
    replicationFactor,
    minInsyncReplicas: isExpress(brokerType) ? undefined : minInsyncReplicas,
    deletionProtection: protectData,
    ...args,
  });
}

/** How long the topics of records keep them, and where. */
export function recordsRetention({
  ordersRetentionHours: hours,
  ordersLocalHours: localHours,
}: Pick<Settings, "ordersRetentionHours" | "ordersLocalHours">): RetentionHours {
  return localHours === 0 ? { hours } : { hours, localHours };
}

/** Creates the topic of a sink's dead letters, where the stage has them. */
export function createDeadLetterTopic(platform: Platform, topic: string): Topic | undefined {
  const { deadLetters, ordersRetentionHours } = platform.settings;
  if (!deadLetters) return undefined;
  const retention = { hours: ordersRetentionHours };
  return createTopic(platform, topic, { topic, partitions: 1, retention });
}

/** Creates the table of a topic. */
export function createTable(
  { settings, encryption, tags }: Platform,
  name: string,
  { topic, hashKey }: Pick<DynamoDbTableArgs, "hashKey"> & { readonly topic: string },
): DynamoDbTable {
  const { tableReadCapacity: readCapacity, tableWriteCapacity: writeCapacity } = settings;
  return new DynamoDbTable(name, {
    tableName: tableName(settings.tableNameFormat, topic),
    hashKey,
    billing:
      settings.tableBillingMode === "onDemand" ? "onDemand" : { readCapacity, writeCapacity },
    pointInTimeRecovery: settings.tableRecovery,
    ...encryption,
    deletionProtection: settings.protectData,
    tags,
  });
}

/** Creates a bucket for records, named by its role among the outputs, as S3's endpoint expects. */
export function createBucket({ settings, encryption, tags }: Platform, role: string): DataBucket {
  return new DataBucket(role, {
    ...encryption,
    deletionProtection: settings.protectData,
    tags,
  });
}

/**
 * Runs a connector on workers of its own, once what it needs is there, its offsets' topic too. The
 * values of its records are in the stage's format.
 */
export function createConnector(
  platform: Platform,
  described: Connector,
  args: Pick<MskConnectorArgs, "capacity" | "database"> & {
    /** What it needs besides the network; what is undefined, the stage has not. */
    readonly after: readonly (Resource | undefined)[];
  },
): MskConnector {
  const { settings, network, cluster, plugins, schemas, startOrder, logs, logBucket, tags } =
    platform;
  const { after, ...others } = args;
  const connector = schemas === undefined ? described : inAvro(described, schemas);
  const offsets = createOffsetsTopic(platform, connector);
  const needs = [network, offsets, ...startOrder.before(connector), ...after];
  const deployed = new MskConnector(connector.nameInStage, {
    cluster,
    offsetsTopic: offsets.topic,
    vpcId: network.vpcId,
    subnetIds: network.privateSubnetIds,
    kafkaConnectVersion: settings.kafkaConnectVersion,
    updates: settings.connectorUpdates,
    permissionsBoundaryArn: settings.permissionsBoundaryArn,
    logs,
    logBucket,
    tags,
    connector: makingTopics(connector, madeBy([offsets, ...after])),
    plugin: plugins.addPlugin(connector.plugin),
    startAfter: needs.filter((resource) => resource !== undefined),
    ...others,
  });
  startOrder.started(deployed);
  return deployed;
}

/** Topics among what a connector needs that nobody has made for it. */
function madeBy(needs: readonly (Resource | undefined)[]): NewTopic[] {
  return needs.flatMap((need) => (need instanceof ConnectorTopic ? [need.made] : []));
}

/** Only a source's offsets are data: a sink has its own in its consumer group. */
function createOffsetsTopic(platform: Platform, connector: Connector): Topic {
  const { nameInStage, kind, offsets } = connector;
  return createTopic(platform, `${nameInStage}-offsets`, {
    topic: offsets,
    partitions: 1,
    retention: "latestOfEachKey",
    deletionProtection: kind === "source" && platform.settings.protectData,
  });
}

/** Returns the sink of a topic, with what is the same of all sinks of the stage. */
export function stageSink(
  { settings, stage, region, cluster, encryption }: Platform,
  args: Pick<DynamoDbSinkArgs, "name" | "hashKey" | "changes"> & {
    readonly topic: string;
    readonly table: DynamoDbTable;
    readonly deadLetters: Topic | undefined;
  },
): Connector {
  const { topic, table, deadLetters, ...others } = args;
  return dynamoDbSink({
    stage,
    plugin: dynamoDbPlugin(settings.plugins, {
      version: settings.confluentSinkVersion,
      url: settings.confluentSinkUrl,
      file: settings.confluentSinkFile,
      sha256: settings.confluentSinkSha256,
    }),
    topics: [topic],
    region,
    tables: [{ arn: table.arn, ...encryption }],
    tableNameFormat: settings.tableNameFormat,
    tasks: settings.sinkTasks,
    deadLetters: deadLettersOf(settings, deadLetters),
    licenceBrokers: settings.plugins === "confluent" ? cluster.bootstrapServers : undefined,
    ...others,
  });
}

/** Tells a sink where its dead letters go. */
export function deadLettersOf(
  { replicationFactor }: Settings,
  topic: Topic | undefined,
): DeadLetters | undefined {
  const copies = topic instanceof ConnectorTopic ? COPIES_OF_BROKERS : replicationFactor;
  return topic && { topic: topic.name, replicationFactor: copies };
}

export function sinkCapacity({ sinkMcu, sinkWorkers, sinkMaxWorkers }: Settings): Capacity {
  return { mcu: sinkMcu, workers: sinkWorkers, maxWorkers: sinkMaxWorkers };
}
