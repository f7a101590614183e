/** Connectors as programs in other languages describe them, which cannot call what makes them. */
import type { Input } from "@pulumi/pulumi";
import type { Archive } from "../archives/archive";
import type { Connector } from "../connectors/connector";
import { named, workerProperties } from "../connectors/connector";
import { datagen, type DatagenArgs } from "../connectors/datagen";
import { debeziumMySql, type DebeziumMySqlArgs } from "../connectors/debeziumMySql";
import { debeziumPostgreSql, type DebeziumPostgreSqlArgs } from "../connectors/debeziumPostgreSql";
import { dynamoDbSink, type DynamoDbSinkArgs } from "../connectors/dynamoDbSink";
import { sinkGroup } from "../connectors/names";
import { s3Sink, type S3SinkArgs } from "../connectors/s3Sink";
import type { Grant } from "../support/iamPolicies";
import { archiveOf, type CatalogueArchive, type DescribedArchive } from "./archives";

export type ConnectorDescription =
  | DatagenConnector
  | DebeziumMySqlConnector
  | DebeziumPostgreSqlConnector
  | DynamoDbSinkConnector
  | S3SinkConnector
  | OtherConnector;

/** Makes up orders. */
export interface DatagenConnector extends Omit<DatagenArgs, "plugin"> {
  readonly kind: "datagen";
  /** @default "bundledOrdersSource" */
  readonly plugin?: DescribedArchive;
}

/** Captures the changes of MySQL tables. */
export interface DebeziumMySqlConnector extends Omit<DebeziumMySqlArgs, "plugin"> {
  readonly kind: "debeziumMySql";
  /** @default "debeziumMySql27" */
  readonly plugin?: DescribedArchive;
}

/** Captures the changes of PostgreSQL tables. */
export interface DebeziumPostgreSqlConnector extends Omit<DebeziumPostgreSqlArgs, "plugin"> {
  readonly kind: "debeziumPostgreSql";
  /** @default "debeziumPostgreSql27" */
  readonly plugin?: DescribedArchive;
}

/** Stores records as items of DynamoDB tables. */
export interface DynamoDbSinkConnector extends Omit<DynamoDbSinkArgs, "plugin"> {
  readonly kind: "dynamoDbSink";
  /** @default "bundledDynamoDbSink" */
  readonly plugin?: DescribedArchive;
}

/** Stores records as objects of an S3 bucket. */
export interface S3SinkConnector extends Omit<S3SinkArgs, "plugin"> {
  readonly kind: "s3Sink";
  /** @default "bundledS3Sink" */
  readonly plugin?: DescribedArchive;
}

/** Any other connector. Its role may do what is said here and nothing else. */
export interface OtherConnector {
  readonly kind: "other";
  /** Stage that the connector's name starts with. */
  readonly stage: string;
  /** What the connector is called within its stage. */
  readonly name: string;
  readonly direction: "source" | "sink";
  /** The archive of its class. */
  readonly plugin: DescribedArchive;
  /** Kafka Connect properties, but for `connector.class`. Never a secret in the clear. */
  readonly config: Readonly<Record<string, Input<string>>>;
  /**
   * Kafka topics that it reads.
   * @default []
   */
  readonly reads?: readonly string[];
  /**
   * Kafka topics that it writes, dead letters among them.
   * @default []
   */
  readonly writes?: readonly string[];
  /**
   * Kafka topics that it keeps for itself: it may create, read and write them.
   * @default []
   */
  readonly owns?: readonly string[];
  /**
   * What it needs of AWS besides Kafka.
   * @default []
   */
  readonly access?: readonly Grant[];
  /**
   * Properties of its workers besides those that all have.
   * @default - none
   */
  readonly worker?: Readonly<Record<string, string>>;
  /**
   * Longest pause in milliseconds between two records of a source that is well.
   * @default - none is known
   */
  readonly longestPauseMs?: number;
  /**
   * Why it can run on one provisioned worker only.
   * @default - it may have several workers, and scale
   */
  readonly singleWorker?: string;
}

/** Returns the connector that a description is of. */
export function connectorOf(description: ConnectorDescription): Connector {
  switch (description.kind) {
    case "datagen":
      return datagen(withPlugin(description, "bundledOrdersSource"));
    case "debeziumMySql":
      return debeziumMySql(withPlugin(description, "debeziumMySql27"));
    case "debeziumPostgreSql":
      return debeziumPostgreSql(withPlugin(description, "debeziumPostgreSql27"));
    case "dynamoDbSink":
      return dynamoDbSink(withPlugin(description, "bundledDynamoDbSink"));
    case "s3Sink":
      return s3Sink(withPlugin(description, "bundledS3Sink"));
    case "other":
      return otherConnector(description);
  }
}

function withPlugin<Described extends { readonly plugin?: DescribedArchive }>(
  { plugin, ...args }: Described,
  usual: CatalogueArchive,
): Omit<Described, "plugin"> & { readonly plugin: Archive } {
  return { ...args, plugin: archiveOf(plugin ?? usual) };
}

function otherConnector(description: OtherConnector): Connector {
  const { stage, name, direction, reads = [], writes = [], owns = [], access = [] } = description;
  const own = named(stage, name);
  const plugin = archiveOf(description.plugin);
  const { longestPauseMs, singleWorker } = description;
  return {
    ...own,
    kind: direction,
    plugin,
    config: { ...description.config, "connector.class": plugin.mainClass },
    reads,
    writes,
    owns,
    groups: direction === "sink" ? [sinkGroup(own.name)] : [],
    access,
    worker: workerProperties(own.offsets, description.worker),
    ...(longestPauseMs === undefined ? {} : { longestPauseMs }),
    ...(singleWorker === undefined ? {} : { singleWorker }),
  };
}
