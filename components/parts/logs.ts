import * as cloudwatch from "@pulumi/aws/cloudwatch";
import * as pulumi from "@pulumi/pulumi";
import type { Tags } from "./tags";

/** How a component keeps its logs. */
export interface LogArgs {
  /** Days that CloudWatch Logs keeps a log; it knows only some numbers, such as 7, 30 and 365. */
  readonly retentionDays: number;
  /**
   * ARN of the KMS key that encrypts the logs.
   * @default - CloudWatch Logs' own key
   */
  readonly kmsKeyArn?: pulumi.Input<string> | undefined;
}

/**
 * Returns the prefix of the names of the stack's log groups. Services list the log groups that they
 * deliver to in one resource policy of 5,120 characters at most; those below /aws/vendedlogs/ need
 * no entry.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/AWS-logs-infrastructure-V2-CloudWatchLogs.html
 */
export function logGroupPrefix(): string {
  return `/aws/vendedlogs/${pulumi.getProject()}/${pulumi.getStack()}`;
}

/** What a policy says of the service that delivers logs to S3, for this account's logs alone. */
export interface LogDelivery {
  readonly Principal: { readonly Service: string };
  readonly Condition: {
    readonly StringEquals: Readonly<Record<string, string>>;
    readonly ArnLike: Readonly<Record<string, string>>;
  };
}

export function logDelivery(of: {
  readonly partition: string;
  readonly region: string;
  readonly accountId: string;
}): LogDelivery {
  return {
    Principal: { Service: "delivery.logs.amazonaws.com" },
    Condition: {
      StringEquals: { "aws:SourceAccount": of.accountId },
      ArnLike: { "aws:SourceArn": `arn:${of.partition}:logs:${of.region}:${of.accountId}:*` },
    },
  };
}

/** Creates the log group of a component. */
export function logGroup(
  name: string,
  { retentionDays, kmsKeyArn }: LogArgs,
  tags: Tags | undefined,
  parent: pulumi.Resource,
): cloudwatch.LogGroup {
  return new cloudwatch.LogGroup(
    `${name}-logs`,
    {
      name: `${logGroupPrefix()}/${name}`,
      retentionInDays: retentionDays,
      ...(kmsKeyArn === undefined ? {} : { kmsKeyId: kmsKeyArn }),
      tags,
    },
    { parent },
  );
}
