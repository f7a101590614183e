const M7G_SIZES = ["large", "xlarge", "2xlarge", "4xlarge", "8xlarge", "12xlarge", "16xlarge"];

/** What a stage says for brokers that it neither sizes nor sees: those of Amazon MSK Serverless. */
export const SERVERLESS = "serverless";

/**
 * Instance types of Amazon MSK's brokers: Standard brokers, whose names begin with `kafka.`, and
 * Express brokers; and what stands for the brokers of a serverless cluster, which have none.
 *
 * @see https://docs.aws.amazon.com/msk/latest/developerguide/broker-instance-sizes.html
 */
export const BROKER_TYPES = [
  "kafka.t3.small",
  ...M7G_SIZES.map((size) => `kafka.m7g.${size}`),
  ...[...M7G_SIZES, "24xlarge"].map((size) => `kafka.m5.${size}`),
  ...M7G_SIZES.map((size) => `express.m7g.${size}`),
  SERVERLESS,
];

/** Tells whether brokers of an instance type are Express brokers, whose storage is Amazon MSK's. */
export function isExpress(brokerType: string): boolean {
  return brokerType.startsWith("express.");
}

/** Tells whether a stage has its topics on Amazon MSK Serverless. */
export function isServerless(brokerType: string): boolean {
  return brokerType === SERVERLESS;
}

/**
 * Tells whether the address of a cluster is that of a serverless one.
 *
 * @see https://docs.aws.amazon.com/msk/latest/developerguide/create-serverless-cluster-client.html
 */
export function isServerlessAddress(bootstrapServers: string): boolean {
  return bootstrapServers.includes(".kafka-serverless.");
}

/**
 * Tells whether brokers of a type can have tiered storage.
 *
 * @see https://docs.aws.amazon.com/msk/latest/developerguide/msk-tiered-storage.html
 */
export function isTierable(brokerType: string): boolean {
  return brokerType !== "kafka.t3.small" && !isExpress(brokerType) && !isServerless(brokerType);
}

/**
 * Tells whether brokers of a type can have multi-VPC private connectivity, which provisioned clusters
 * alone have.
 *
 * @see https://docs.aws.amazon.com/msk/latest/developerguide/aws-access-mult-vpc.html
 */
export function hasMultiVpc(brokerType: string): boolean {
  return brokerType !== "kafka.t3.small" && !isServerless(brokerType);
}

/**
 * What Amazon MSK fixes for Express brokers, and the versions of Kafka with which it makes them: of
 * 3.9, the one with controllers of its own only.
 *
 * @see https://docs.aws.amazon.com/msk/latest/developerguide/msk-broker-types-express.html
 * @see https://docs.aws.amazon.com/msk/latest/developerguide/msk-configuration-express-read-only.html
 * @see https://github.com/hashicorp/terraform-provider-aws/issues/48309
 */
export const EXPRESS = {
  zones: 3,
  replicationFactor: 3,
  minInsyncReplicas: 2,
  kafkaVersions: ["3.8.x", "3.9.x.kraft"],
} as const;

/**
 * What Amazon MSK Serverless takes of a cluster: partitions that are made within five minutes, and
 * bytes a second of all topics together.
 *
 * @see https://docs.aws.amazon.com/msk/latest/developerguide/limits.html#serverless-quota
 */
export const SERVERLESS_QUOTA = {
  newPartitions: 250,
  bytesInPerSec: 200_000_000,
  bytesOutPerSec: 400_000_000,
} as const;

/**
 * Returns the most partitions of a broker, copies among them, with which Amazon MSK still updates a
 * cluster of Standard brokers, or which it allows an Express broker.
 *
 * @see https://docs.aws.amazon.com/msk/latest/developerguide/bestpractices.html#partitions-per-broker
 * @see https://docs.aws.amazon.com/msk/latest/developerguide/limits.html#msk-express-broker-partition-quota
 */
export function partitionLimit(brokerType: string): number {
  const [, size = ""] = /\.(\w+)$/.exec(brokerType) ?? [];
  return (isExpress(brokerType) ? EXPRESS_PARTITIONS : STANDARD_PARTITIONS)[size] ?? 6000;
}

const STANDARD_PARTITIONS: Readonly<Record<string, number>> = {
  small: 300,
  large: 1500,
  xlarge: 1500,
  "2xlarge": 3000,
};

const EXPRESS_PARTITIONS: Readonly<Record<string, number>> = {
  large: 1500,
  xlarge: 2000,
  "2xlarge": 4000,
  "4xlarge": 8000,
  "8xlarge": 16_000,
  "12xlarge": 24_000,
  "16xlarge": 32_000,
};
