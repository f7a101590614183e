import { getCallerIdentityOutput } from "@pulumi/aws/getCallerIdentity";
import { getPartitionOutput } from "@pulumi/aws/getPartition";
import * as pulumi from "@pulumi/pulumi";
import type { KnownStatement } from "../support/iamPolicies";
import { logDelivery, type LogDelivery } from "./parts/logs";
import { secureBucket, type Admission, type NewBucketArgs } from "./parts/secureBucket";
import { between, validate } from "./parts/validate";

export interface LogBucketArgs extends NewBucketArgs {
  /** AWS region of what logs into it, which is the bucket's. */
  readonly region: string;
  /** Days that it keeps a log, 1 or more. An object that expired can be had back for 30 days more. */
  readonly days: number;
}

/**
 * Private bucket that AWS services of the account deliver logs to, below AWSLogs/, for longer and at
 * less cost than CloudWatch Logs keeps them. A KMS key must admit the delivery by its policy, as
 * EncryptionKey's `logDelivery` does.
 *
 *     const logBucket = new LogBucket("logs", { region: "us-east-1", days: 365 });
 *     new MskCluster("kafka", { logBucket: logBucket.bucketName, ... });
 */
export class LogBucket extends pulumi.ComponentResource {
  /** Its name, once it takes logs. */
  readonly bucketName: pulumi.Output<string>;

  constructor(name: string, args: LogBucketArgs, opts?: pulumi.ComponentResourceOptions) {
    super("msk-pipeline:components:LogBucket", name, args, opts);
    const { region, days, ...others } = args;
    validate("LogBucket", [between("days", days, { least: 1, most: 36_500 }, " days")]);
    const { policy } = secureBucket(
      name,
      { ...others, expiresAfterDays: days, admits: delivery(region, this) },
      this,
    );
    this.bucketName = policy.bucket;
    this.registerOutputs({ bucketName: this.bucketName });
  }
}

function delivery(region: string, parent: pulumi.Resource): Admission {
  const caller = getCallerIdentityOutput({}, { parent });
  const aws = getPartitionOutput({}, { parent });
  return (bucketArn) =>
    pulumi
      .all([caller, aws])
      .apply(([{ accountId }, { partition }]) =>
        deliveryTo(bucketArn, accountId, logDelivery({ partition, region, accountId })),
      );
}

/**
 * The service that delivers them adds such statements where they are missing, under these names.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/AWS-logs-infrastructure-S3.html
 */
function deliveryTo(
  bucketArn: string,
  accountId: string,
  { Principal, Condition }: LogDelivery,
): KnownStatement[] {
  const owned = { "s3:x-amz-acl": "bucket-owner-full-control" };
  return [
    {
      Sid: "AWSLogDeliveryAclCheck",
      Effect: "Allow",
      Principal,
      Action: "s3:GetBucketAcl",
      Resource: bucketArn,
      Condition,
    },
    {
      Sid: "AWSLogDeliveryWrite",
      Effect: "Allow",
      Principal,
      Action: "s3:PutObject",
      Resource: `${bucketArn}/AWSLogs/${accountId}/*`,
      Condition: { ...Condition, StringEquals: { ...Condition.StringEquals, ...owned } },
    },
  ];
}
