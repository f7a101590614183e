import { createHash } from "node:crypto";
import * as sns from "@pulumi/aws/sns";
import type * as pulumi from "@pulumi/pulumi";
import { parseArn } from "../../support/arn";
import { policyJson } from "../../support/iamPolicies";
import type { Tags } from "../parts/tags";

export interface AlarmTopicArgs {
  /** Project and stage, with which the names of the alarms begin. */
  readonly stackName: string;
  /** E-mail addresses that the topic writes to, once each has confirmed it. */
  readonly subscribers: readonly string[];
  /**
   * ARN of the KMS key that encrypts the messages, which must let CloudWatch use it.
   * @default - not encrypted: AWS's own key for SNS does not let CloudWatch use it
   * @see https://repost.aws/knowledge-center/cloudwatch-configure-alarm-sns
   */
  readonly kmsKeyArn?: pulumi.Input<string> | undefined;
  /** @default - none */
  readonly tags?: Tags | undefined;
}

/** Creates the topic that the alarms publish to; answers its ARN once they may. */
export function alarmTopic(
  name: string,
  { stackName, subscribers, kmsKeyArn, tags }: AlarmTopicArgs,
  parent: pulumi.Resource,
): pulumi.Output<string> {
  const topicName = `${stackName}-alarms`;
  const topic = new sns.Topic(
    `${name}-topic`,
    {
      name: topicName,
      ...(kmsKeyArn === undefined ? {} : { kmsMasterKeyId: kmsKeyArn }),
      tags: { ...tags, Name: topicName },
    },
    { parent },
  );
  const policy = new sns.TopicPolicy(
    `${name}-topic-policy`,
    { arn: topic.arn, policy: topic.arn.apply((arn) => topicPolicy(arn, stackName)) },
    { parent },
  );
  for (const address of subscribers) {
    new sns.TopicSubscription(
      `${name}-subscriber-${createHash("sha256").update(address).digest("hex").slice(0, 8)}`,
      { topic: topic.arn, protocol: "email", endpoint: address },
      { parent },
    );
  }
  return policy.arn;
}

/**
 * Lets nobody publish but CloudWatch for the stage's alarms, and by TLS; the account's IAM policies
 * say who may do the rest.
 *
 * @see https://docs.aws.amazon.com/sns/latest/dg/sns-access-policy-use-cases.html
 * @see https://docs.aws.amazon.com/sns/latest/dg/sns-security-best-practices.html
 */
function topicPolicy(topicArn: string, stackName: string): string {
  const { partition, region, account } = parseArn(topicArn);
  const alarms = `arn:${partition}:cloudwatch:${region}:${account}:alarm:${stackName}-*`;
  return policyJson(
    {
      Sid: "PublishAlarms",
      Effect: "Allow",
      Principal: { Service: "cloudwatch.amazonaws.com" },
      Action: "sns:Publish",
      Resource: topicArn,
      Condition: {
        StringEquals: { "aws:SourceAccount": account },
        ArnLike: { "aws:SourceArn": alarms },
      },
    },
    {
      Sid: "RefusePlaintext",
      Effect: "Deny",
      Principal: "*",
      Action: "sns:Publish",
      Resource: topicArn,
      Condition: { Bool: { "aws:SecureTransport": "false" } },
    },
  );
}
