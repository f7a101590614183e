import type { Input } from "@pulumi/pulumi";
import type { Grant } from "../support/iamPolicies";
import type { Archive } from "../archives/archive";

/** Kafka Connect properties, as a worker takes them. */
export type ConnectorConfig = Readonly<Record<string, Input<string>>>;

/**
 * What runs on MSK Connect, as a value: typed modules such as datagen.ts make it, MskConnector
 * deploys it, and the local run starts it from what was deployed.
 */
export interface Connector {
  /** Stable name of the connector on MSK Connect, 1 to 128 characters. A new name starts anew. */
  readonly name: string;
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
  /** Consumer groups that it joins. */
  readonly groups: readonly string[];
  /** What it needs beyond Kafka, such as its table. */
  readonly access: readonly Grant[];
  /** Properties of its workers. */
  readonly worker: Readonly<Record<string, string>>;
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

/** Text keys and plain JSON values. */
export const jsonConverters = {
  "key.converter": "org.apache.kafka.connect.storage.StringConverter",
  "value.converter": "org.apache.kafka.connect.json.JsonConverter",
  "value.converter.schemas.enable": "false",
} as const;

/** Settings of a Kafka client that authenticates by IAM, for clients that a connector makes itself. */
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

/** Kafka Connect names a sink's consumer group after the sink; its offsets outlive a replacement. */
export function sinkGroup(name: string): string {
  return `connect-${name}`;
}

/**
 * Topic of a source's offsets. Left to itself, MSK Connect names it after the id of each new
 * connector, so a replaced source would start again.
 *
 * @see https://docs.aws.amazon.com/msk/latest/developerguide/msk-connect-manage-connector-offsets.html
 */
export function offsetsTopic(stage: string, connector: string): string {
  return `__amazon_msk_connect_offsets_${stage}_${connector}`;
}

/** Worker properties; MSK Connect requires both converters, which connectors override. */
export function workerProperties(
  extra: Readonly<Record<string, string>> = {},
): Record<string, string> {
  return { ...jsonConverters, ...extra };
}
