import * as ec2 from "@pulumi/aws/ec2";
import * as msk from "@pulumi/aws/msk";
import { RunError, type Input, type Output, type Resource } from "@pulumi/pulumi";
import { BROKERS, CONNECTION, openGroup } from "./network";

/** What the stage's outputs say of its cluster and network. */
export interface Stage {
  readonly clusterArn: Output<string>;
  readonly privateSubnetIds: Output<string[]>;
  readonly clientSecurityGroupId: Output<string>;
  readonly brokerSecurityGroupId: Output<string>;
}

/** Where the function runs, and what its event source reads there. */
export interface Place {
  /** ARN of the cluster, or of a connection with it. */
  readonly eventSourceArn: Output<string>;
  readonly subnetIds: Input<string[]>;
  readonly securityGroupIds: Input<string>[];
  /** What lets the event source through to the brokers. */
  readonly ways: Resource[];
}

/** Returns the stage's own VPC, whose brokers this program opens to event sources or finds open. */
export function inStage(stage: Stage, opensBrokers: boolean): Place {
  return {
    eventSourceArn: stage.clusterArn,
    subnetIds: stage.privateSubnetIds,
    securityGroupIds: [stage.clientSecurityGroupId],
    ways: opensBrokers ? openGroup(stage.brokerSecurityGroupId, BROKERS) : [],
  };
}

/**
 * Connects a VPC of another account with the stage's cluster, by AWS PrivateLink. The stage has to
 * name the account in its setting consumerAccounts.
 *
 * @see https://docs.aws.amazon.com/msk/latest/developerguide/mvpc-cross-account-user-action.html
 * @see https://docs.aws.amazon.com/lambda/latest/dg/msk-cross-account.html
 */
export function inOwnVpc(stage: Stage, vpcId: string, subnetIds: string[]): Place {
  const group = new ec2.SecurityGroup("pipeline", {
    vpcId,
    description: "Brokers of the pipeline, and who reads from them",
  });
  const connection = new msk.VpcConnection("pipeline", {
    authentication: "SASL_IAM",
    targetClusterArn: stage.clusterArn,
    vpcId,
    clientSubnets: stage.privateSubnetIds.apply(({ length }) => asMany(subnetIds, length)),
    securityGroups: [group.id],
  });
  return {
    eventSourceArn: connection.arn,
    subnetIds,
    securityGroupIds: [group.id],
    ways: openGroup(group.id, CONNECTION),
  };
}

/** Amazon MSK connects as many subnets as the brokers have, in the same zones. */
function asMany(subnetIds: string[], wanted: number): string[] {
  if (subnetIds.length === wanted) return subnetIds;
  throw new RunError(
    `subnetIds must be ${wanted} subnets of vpcId, one in each zone of the stage's brokers; got ${JSON.stringify(subnetIds)}`,
  );
}
