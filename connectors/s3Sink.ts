import { interpolate, type Input } from "@pulumi/pulumi";
import type { Archive } from "../archives/archive";
import type { Grant } from "../support/iamPolicies";
import {
  deadLetterConfig,
  jsonConverters,
  named,
  workerProperties,
  type Connector,
  type DeadLetters,
} from "./connector";
import { sinkGroup } from "./names";

export interface S3SinkArgs {
  /** Stage that the connector's name starts with. */
  readonly stage: string;
  /** What the connector is called within its stage. */
  readonly name: string;
  /** The bundled S3 sink. */
  readonly plugin: Archive;
  /** Kafka topics to store, each under its name. */
  readonly topics: readonly string[];
  /** AWS region of the bucket. */
  readonly region: string;
  /** The bucket, which exists before the sink starts. */
  readonly bucket: SinkBucket;
  /** Tasks that share the topics' partitions. */
  readonly tasks: number;
  /**
   * Where records go that cannot be read.
   * @default - such a record stops the sink
   */
  readonly deadLetters?: DeadLetters | undefined;
}

export interface SinkBucket {
  readonly name: Input<string>;
  readonly arn: Input<string>;
  /**
   * ARN of the customer managed KMS key that encrypts its objects.
   * @default - Amazon S3's own key, for which no grant is needed
   */
  readonly kmsKeyArn?: Input<string> | undefined;
}

/**
 * Stores records in objects of gzipped JSON lines, `<topic>/date=<day>/hour=<hour>/<partition>-<first
 * offset>-<last offset>.jsonl.gz`, each line with partition, offset, timestamp, key and value.
 *
 * Objects are written when Kafka Connect commits, every minute, or earlier where there is much.
 */
export function s3Sink(args: S3SinkArgs): Connector {
  const { plugin, topics, region, bucket, deadLetters } = args;
  const own = named(args.stage, args.name);
  return {
    ...own,
    kind: "sink",
    plugin,
    config: {
      "connector.class": plugin.mainClass,
      "tasks.max": String(args.tasks),
      topics: topics.join(","),
      "aws.s3.region": region,
      "aws.s3.bucket.name": bucket.name,
      ...jsonConverters,
      ...(deadLetters === undefined ? {} : deadLetterConfig(deadLetters)),
    },
    reads: topics,
    writes: deadLetters === undefined ? [] : [deadLetters.topic],
    owns: [],
    groups: [sinkGroup(own.name)],
    access: bucketGrants(args),
    worker: workerProperties(own.offsets),
  };
}

function bucketGrants({ topics, region, bucket: { arn, kmsKeyArn } }: S3SinkArgs): Grant[] {
  const write: Grant = {
    sid: "WriteObjects",
    actions: ["s3:PutObject"],
    resources: topics.map((topic) => interpolate`${arn}/${topic}/*`),
  };
  if (kmsKeyArn === undefined) return [write];
  const encrypt: Grant = {
    sid: "UseBucketKey",
    actions: ["kms:GenerateDataKey"],
    resources: [kmsKeyArn],
    conditions: { StringEquals: { "kms:ViaService": `s3.${region}.amazonaws.com` } },
  };
  return [write, encrypt];
}
