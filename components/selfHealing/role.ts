import * as iam from "@pulumi/aws/iam";
import * as pulumi from "@pulumi/pulumi";
import { parseArn } from "../../support/arn";
import { policyDocument, serviceTrust } from "../../support/iamPolicies";
import { bounded, type RoleBoundary } from "../parts/roleBoundary";
import type { Tags } from "../parts/tags";

export interface HealerRoleArgs extends RoleBoundary {
  readonly functionName: string;
  readonly connectorArns: readonly pulumi.Input<string>[];
  /** ARN of the log group that the function writes to. */
  readonly logGroupArn: pulumi.Output<string>;
  /** @default - none */
  readonly tags?: Tags | undefined;
}

export interface HealerRole {
  readonly arn: pulumi.Output<string>;
  /** Its policy, without which the function cannot do its work. */
  readonly policy: iam.RolePolicy;
}

/** Creates the role of the function that restarts failed tasks of some connectors. */
export function healerRole(
  name: string,
  { functionName, connectorArns, logGroupArn, tags, ...boundary }: HealerRoleArgs,
  parent: pulumi.Resource,
): HealerRole {
  const role = new iam.Role(
    `${name}-role`,
    {
      description: `Lambda runs ${functionName} with it`,
      assumeRolePolicy: logGroupArn.apply((arn) => functionTrust(arn, functionName)),
      ...bounded(boundary),
      tags: { ...tags, Name: functionName },
    },
    { parent },
  );
  const policy = new iam.RolePolicy(
    `${name}-policy`,
    {
      role: role.id,
      policy: pulumi
        .all([logGroupArn, pulumi.all([...connectorArns])])
        .apply(([logs, connectors]) => healerPolicy(logs, connectors)),
    },
    { parent },
  );
  return { arn: role.arn, policy };
}

/** @see https://docs.aws.amazon.com/lambda/latest/dg/permissions-managed-policies.html */
function functionTrust(logGroupArn: string, functionName: string): string {
  const { partition, region, account } = parseArn(logGroupArn);
  return serviceTrust({
    service: "lambda.amazonaws.com",
    account,
    source: `arn:${partition}:lambda:${region}:${account}:function:${functionName}`,
  });
}

/**
 * @see https://docs.aws.amazon.com/MSKC/latest/mskc/API_RestartConnector.html
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/permissions-reference-cw.html
 */
function healerPolicy(logGroupArn: string, connectorArns: readonly string[]): string {
  const { partition, region, account } = parseArn(logGroupArn);
  return policyDocument([
    {
      sid: "ListAlarms",
      actions: ["cloudwatch:DescribeAlarms"],
      // Asked for alarms, CloudWatch decides on all of the region.
      resources: [`arn:${partition}:cloudwatch:${region}:${account}:alarm:*`],
    },
    {
      sid: "RestartConnectors",
      actions: [
        "kafkaconnect:DescribeConnector",
        "kafkaconnect:ListConnectorOperations",
        "kafkaconnect:RestartConnector",
      ],
      resources: connectorArns,
    },
    {
      sid: "WriteLogs",
      actions: ["logs:CreateLogStream", "logs:PutLogEvents"],
      // In a policy a log group's ARN ends in `:*`, which stands for its streams.
      resources: [`${logGroupArn}:*`],
    },
  ]);
}
