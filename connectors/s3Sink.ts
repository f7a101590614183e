import { interpolate, type Input } from "@pulumi/pulumi";
import { viaService, type Grant } from "../support/iamPolicies";
import type { Connector } from "./connector";
import { sink, type SinkArgs } from "./sink";

/** The topics are stored each under its name. */
export interface S3SinkArgs extends SinkArgs {
  /** The bucket, which exists before the sink starts. */
  readonly bucket: SinkBucket;
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
  const config = {
    "aws.s3.region": args.region,
    "aws.s3.bucket.name": args.bucket.name,
  };
  return { ...sink(args, config), access: bucketGrants(args) };
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
    conditions: viaService("s3", region),
  };
  return [write, encrypt];
}
