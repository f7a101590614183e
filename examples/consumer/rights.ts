import type { PolicyDocument, PolicyStatement } from "@pulumi/aws/iam";

/** What the event source reads, and where it and the function write. */
export interface EventSource {
  readonly clusterArn: string;
  /** The cluster, or the connection with it where that is in another account. */
  readonly eventSourceArn: string;
  /** Queue that is told of batches for which the function fails. */
  readonly queueArn: string;
  readonly logGroupArn: string;
}

/** Trusts Lambda; a role is only ever passed to functions of its own account. */
export const lambdaTrust = policy({
  Effect: "Allow",
  Principal: { Service: "lambda.amazonaws.com" },
  Action: "sts:AssumeRole",
});

/**
 * Allows what an event source needs of AWS besides the topic: to look the cluster up, to poll it from
 * network interfaces, and to write.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/with-msk-permissions.html
 * @see https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html
 * @see https://docs.aws.amazon.com/lambda/latest/dg/kafka-on-failure.html
 */
export function eventSourcePolicy({
  clusterArn,
  eventSourceArn,
  queueArn,
  logGroupArn,
}: EventSource): string {
  // Of the function's own account, which need not be the cluster's.
  const [, partition = "", , region = "", account = ""] = queueArn.split(":");
  const find = allow("FindConnection", ["kafka:DescribeVpcConnection"], eventSourceArn);
  return policy(
    ...(eventSourceArn === clusterArn ? [] : [find]),
    allow(
      "FindCluster",
      [
        "kafka:DescribeClusterV2",
        "kafka:GetBootstrapBrokers",
        "kafka-cluster:DescribeClusterDynamicConfiguration",
      ],
      clusterArn,
    ),
    // Lambda takes no narrower right on what it has not made yet.
    allow(
      "MakeNetworkInterfaces",
      [
        "ec2:AssignPrivateIpAddresses",
        "ec2:CreateNetworkInterface",
        "ec2:DeleteNetworkInterface",
        "ec2:UnassignPrivateIpAddresses",
      ],
      `arn:${partition}:ec2:${region}:${account}:*/*`,
    ),
    allow(
      "FindNetwork",
      [
        "ec2:DescribeNetworkInterfaces",
        "ec2:DescribeSecurityGroups",
        "ec2:DescribeSubnets",
        "ec2:DescribeVpcs",
      ],
      "*",
    ),
    allow("TellFailures", ["sqs:SendMessage"], queueArn),
    allow("Log", ["logs:CreateLogStream", "logs:PutLogEvents"], `${logGroupArn}:*`),
  );
}

/**
 * Denies the function's own code what Lambda does for it with the same role.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/permissions-source-function-arn.html
 */
export function codePolicy(functionArn: string): string {
  return policy({
    Sid: "NoNetworkByCode",
    Effect: "Deny",
    Action: "ec2:*",
    Resource: "*",
    Condition: { ArnEquals: { "lambda:SourceFunctionArn": functionArn } },
  });
}

function allow(sid: string, actions: string[], resource: string): PolicyStatement {
  return { Sid: sid, Effect: "Allow", Action: actions, Resource: resource };
}

function policy(...statements: PolicyStatement[]): string {
  const document: PolicyDocument = { Version: "2012-10-17", Statement: statements };
  return JSON.stringify(document);
}
