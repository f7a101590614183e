import * as ec2 from "@pulumi/aws/ec2";
import * as iam from "@pulumi/aws/iam";
import type * as pulumi from "@pulumi/pulumi";
import { parseArn } from "../../support/arn";
import { policyDocument, serviceTrust } from "../../support/iamPolicies";
import { logGroup, type LogArgs } from "../parts/logs";
import { bounded, type RoleBoundary } from "../parts/roleBoundary";
import type { Tags } from "../parts/tags";

export interface FlowLogsArgs extends RoleBoundary {
  readonly vpcId: pulumi.Input<string>;
  readonly logs: LogArgs;
  /** @default - none */
  readonly tags?: Tags | undefined;
}

/**
 * Writes down the VPC's accepted and rejected connections; answers the name of their log group.
 *
 * @see https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs-iam-role.html
 */
export function flowLogs(
  name: string,
  { vpcId, logs, tags, ...boundary }: FlowLogsArgs,
  parent: pulumi.Resource,
): pulumi.Output<string> {
  const group = logGroup(`${name}-flow`, logs, tags, parent);
  const role = new iam.Role(
    `${name}-flow-role`,
    { assumeRolePolicy: group.arn.apply(flowLogTrust), ...bounded(boundary), tags },
    { parent },
  );
  const policy = new iam.RolePolicy(
    `${name}-flow-policy`,
    { role: role.id, policy: group.arn.apply(deliveryPolicy) },
    { parent },
  );
  new ec2.FlowLog(
    `${name}-flow-log`,
    {
      vpcId,
      trafficType: "ALL",
      logDestinationType: "cloud-watch-logs",
      logDestination: group.arn,
      iamRoleArn: role.arn,
      tags: { ...tags, Name: name },
    },
    { parent, dependsOn: [policy] },
  );
  return group.name;
}

function flowLogTrust(logGroupArn: string): string {
  const { partition, region, account } = parseArn(logGroupArn);
  return serviceTrust({
    service: "vpc-flow-logs.amazonaws.com",
    account,
    source: `arn:${partition}:ec2:${region}:${account}:vpc-flow-log/*`,
  });
}

/** @see https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs-iam-role.html */
function deliveryPolicy(logGroupArn: string): string {
  return policyDocument([
    {
      sid: "DeliverLogs",
      actions: ["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"],
      // In a policy a log group's ARN ends in `:*`, which stands for its streams.
      resources: [`${logGroupArn}:*`],
    },
    // AWS knows no resource for it: it lists the log groups of the account.
    { sid: "FindLogGroup", actions: ["logs:DescribeLogGroups"], resources: ["*"] },
  ]);
}
