import { getCallerIdentityOutput } from "@pulumi/aws/getCallerIdentity";
import { getPartitionOutput } from "@pulumi/aws/getPartition";
import * as kms from "@pulumi/aws/kms";
import * as pulumi from "@pulumi/pulumi";
import { policyJson, type KnownStatement } from "../support/iamPolicies";
import { logDelivery, type LogDelivery } from "./parts/logs";
import type { Tags } from "./parts/tags";

export interface EncryptionKeyArgs {
  /** Name of the key after `alias/`. */
  readonly alias: string;
  /** AWS region of the key. */
  readonly region: string;
  /** Names of the log groups that it encrypts; `*` stands for any ending. */
  readonly logGroups: readonly string[];
  /**
   * Name of the alarms that publish to a topic that it encrypts; `*` stands for any ending.
   * @default - there are none
   */
  readonly alarms?: string | undefined;
  /**
   * Whether it encrypts logs that AWS services of the account deliver to S3.
   * @default false
   */
  readonly logDelivery?: boolean;
  /**
   * Whether Pulumi refuses to delete the key, with which all that it encrypts is lost.
   * @default false
   */
  readonly deletionProtection?: boolean;
  /** @default - none */
  readonly tags?: Tags | undefined;
}

/**
 * KMS key of the stack, rotated every year. Its policy leaves grants to IAM policies of the
 * account, except for CloudWatch, which has no role: it may encrypt the stack's log groups, what
 * the stack's alarms publish, and logs that it delivers to S3.
 *
 *     const key = new EncryptionKey("key", { alias: "orders-prod", logGroups: ["/orders/*"], ... });
 */
export class EncryptionKey extends pulumi.ComponentResource {
  readonly arn: pulumi.Output<string>;

  constructor(name: string, args: EncryptionKeyArgs, opts?: pulumi.ComponentResourceOptions) {
    super("msk-pipeline:components:EncryptionKey", name, args, opts);
    const key = new kms.Key(
      `${name}-key`,
      {
        description: `Encrypts what the stack ${args.alias} stores`,
        enableKeyRotation: true,
        deletionWindowInDays: 30,
        policy: keyPolicy(args, this),
        tags: { ...args.tags, Name: args.alias },
      },
      { parent: this, protect: args.deletionProtection ?? false },
    );
    new kms.Alias(
      `${name}-alias`,
      { name: `alias/${args.alias}`, targetKeyId: key.keyId },
      { parent: this },
    );
    this.arn = key.arn;
    this.registerOutputs({ arn: this.arn });
  }
}

const encrypting = [
  "kms:Decrypt",
  "kms:DescribeKey",
  "kms:Encrypt",
  "kms:GenerateDataKey*",
  "kms:ReEncrypt*",
];

/** @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html */
function keyPolicy(
  { region, logGroups, alarms, logDelivery: delivers = false }: EncryptionKeyArgs,
  parent: pulumi.Resource,
): pulumi.Output<string> {
  const caller = getCallerIdentityOutput({}, { parent });
  const aws = getPartitionOutput({}, { parent });
  return pulumi.all([caller, aws]).apply(([{ accountId }, { partition, dnsSuffix }]) => {
    const prefix = `arn:${partition}:logs:${region}:${accountId}:log-group:`;
    const logGroupArns = logGroups.map((logGroup) => `${prefix}${logGroup}`);
    return policyJson(
      {
        Sid: "LeaveToIamPolicies",
        Effect: "Allow",
        Principal: { AWS: `arn:${partition}:iam::${accountId}:root` },
        Action: "kms:*",
        Resource: "*",
      },
      {
        Sid: "EncryptLogGroups",
        Effect: "Allow",
        Principal: { Service: `logs.${region}.${dnsSuffix}` },
        Action: encrypting,
        Resource: "*",
        Condition: { ArnLike: { "kms:EncryptionContext:aws:logs:arn": logGroupArns } },
      },
      ...(alarms === undefined
        ? []
        : [
            publishing(
              accountId,
              `arn:${partition}:cloudwatch:${region}:${accountId}:alarm:${alarms}`,
            ),
          ]),
      ...(delivers ? [delivering(logDelivery({ partition, region, accountId }))] : []),
    );
  });
}

/** @see https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html#compatibility-with-aws-services */
function publishing(accountId: string, alarmArns: string): KnownStatement {
  return {
    Sid: "EncryptAlarms",
    Effect: "Allow",
    Principal: { Service: "cloudwatch.amazonaws.com" },
    Action: ["kms:Decrypt", "kms:GenerateDataKey*"],
    Resource: "*",
    Condition: {
      StringEquals: { "aws:SourceAccount": accountId },
      ArnLike: { "aws:SourceArn": alarmArns },
    },
  };
}

/** @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/AWS-logs-infrastructure-S3.html */
function delivering(by: LogDelivery): KnownStatement {
  return { Sid: "EncryptDeliveredLogs", Effect: "Allow", Action: encrypting, Resource: "*", ...by };
}
