import type { Input } from "@pulumi/pulumi";
import type { Grant } from "../support/iamPolicies";
import type { Archive } from "../archives/archive";
import { connectorName, offsetsTopic } from "./names";

/** Kafka Connect properties, as a worker takes them. */
export type ConnectorConfig = Readonly<Record<string, Input<string>>>;

/**
 * What runs on MSK Connect, as a value: typed modules such as datagen.ts make it, MskConnector
 * deploys it, and the local run starts it from what was deployed.
 */
export interface Connector {
  /** Stable name of the connector on MSK Connect, 1 to 128 characters. A new name starts anew. */
  readonly name: string;
  /** What it is called within its stage. */
  readonly nameInStage: string;
  readonly kind: "source" | "sink";
  /** The archive that holds connector.class. */
  readonly plugin: Archive;
  /** Kafka Connect properties as the worker takes them. Never a secret in the clear. */
  readonly config: ConnectorConfig;
  /** Kafka topics that it reads. */
  readonly reads: readonly string[];
  /** Kafka topics that it writes, dead letters among them. */
  readonly writes: readonly string[];
  /** Kafka topics that it keeps for itself: it may create, read and write them. */
  readonly owns: readonly string[];
  /** Kafka topic of its offsets, which must be there before it starts. A sink's stays empty. */
  readonly offsets: string;
  /**
   * Of the topics that it writes and that of its offsets, those that it makes; see makingTopics.
   * @default [] - they are there before it starts
   */
  readonly creates?: readonly string[];
  /** Consumer groups that it joins. */
  readonly groups: readonly string[];
  /** What it needs beyond Kafka, such as its table. */
  readonly access: readonly Grant[];
  /** Properties of its workers. */
  readonly worker: Readonly<Record<string, string>>;
  /**
   * Longest pause in milliseconds between two records of a source that is well.
   * @default - none is known
   */
  readonly longestPauseMs?: number;
  /**
   * Whether each of its tasks writes a summary line a minute to the log.
   * @default false
   */
  readonly summaries?: boolean;
  /**
   * Why it can run on one provisioned worker only.
   * @default - it may have several workers, and scale
   */
  readonly singleWorker?: string;
}

/** Where records go that a sink cannot write. */
export interface DeadLetters {
  readonly topic: string;
  /** Copies of each of its partitions, at most the number of brokers. */
  readonly replicationFactor: number;
}

/** Plain JSON values. */
export const jsonValues = {
  "value.converter": "org.apache.kafka.connect.json.JsonConverter",
  "value.converter.schemas.enable": "false",
} as const;

/** Text keys and plain JSON values. */
export const jsonConverters = {
  "key.converter": "org.apache.kafka.connect.storage.StringConverter",
  ...jsonValues,
} as const;

/** Returns a configuration with other settings of the values' converter, and none that it had. */
export function withValueConverter<Value>(
  config: Readonly<Record<string, Value>>,
  converter: Readonly<Record<string, Value>>,
): Readonly<Record<string, Value>> {
  const others = Object.entries(config).filter(([key]) => !key.startsWith("value.converter"));
  return { ...Object.fromEntries(others), ...converter };
}

/**
 * Returns the settings of a Kafka client that authenticates by IAM, for clients that a connector
 * makes itself.
 */
export function iamClient(prefix: string): Record<string, string> {
  return {
    [`${prefix}security.protocol`]: "SASL_SSL",
    [`${prefix}sasl.mechanism`]: "AWS_MSK_IAM",
    [`${prefix}sasl.jaas.config`]: "software.amazon.msk.auth.iam.IAMLoginModule required;",
    [`${prefix}sasl.client.callback.handler.class`]:
      "software.amazon.msk.auth.iam.IAMClientCallbackHandler",
  };
}

/** Has a sink set aside the records that it cannot write, each with its reason in the headers. */
export function deadLetterConfig({
  topic,
  replicationFactor,
}: DeadLetters): Record<string, string> {
  return {
    "errors.tolerance": "all",
    "errors.deadletterqueue.topic.name": topic,
    "errors.deadletterqueue.topic.replication.factor": String(replicationFactor),
    "errors.deadletterqueue.context.headers.enable": "true",
  };
}

/** Has a Kafka client wait for a second between two attempts to connect to a broker. */
export function patientClient(prefix = ""): Record<string, string> {
  return { [`${prefix}reconnect.backoff.ms`]: "1000" };
}

/** Names of a connector, and what its workers keep under them. */
export function named(
  stage: string,
  name: string,
): Pick<Connector, "name" | "nameInStage" | "offsets"> {
  return {
    name: connectorName(stage, name),
    nameInStage: name,
    offsets: offsetsTopic(stage, name),
  };
}

/**
 * Returns the properties of a worker. MSK Connect requires both converters, which connectors
 * override, and takes no property of the workers' admin client. Topics of one partition are enough
 * for a connector of its own, and count towards the partitions with which Amazon MSK still updates
 * a cluster; the connections of all workers count towards the few a second that a broker takes from
 * IAM clients.
 *
 * @see https://docs.aws.amazon.com/msk/latest/developerguide/msk-connect-supported-worker-config-properties.html
 * @see https://docs.aws.amazon.com/msk/latest/developerguide/limits.html
 */
export function workerProperties(
  offsets: string,
  extra: Readonly<Record<string, string>> = {},
): Record<string, string> {
  return {
    ...jsonConverters,
    "offset.storage.topic": offsets,
    "offset.storage.partitions": "1",
    "status.storage.partitions": "1",
    ...patientClient(),
    ...patientClient("producer."),
    ...patientClient("consumer."),
    ...extra,
  };
}
