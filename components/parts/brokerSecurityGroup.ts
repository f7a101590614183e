import * as ec2 from "@pulumi/aws/ec2";
import type * as pulumi from "@pulumi/pulumi";
import type { Tags } from "./tags";

export interface BrokerSecurityGroupArgs {
  readonly clusterName: string;
  readonly vpcId: pulumi.Input<string>;
  /** @default - none */
  readonly tags?: Tags | undefined;
}

/**
 * Creates the security group of a cluster's brokers. Clients' rules are resources of their own:
 * another list of groups would replace the cluster.
 */
export function brokerSecurityGroup(
  name: string,
  { clusterName, vpcId, tags }: BrokerSecurityGroupArgs,
  parent: pulumi.Resource,
): ec2.SecurityGroup {
  return new ec2.SecurityGroup(
    `${name}-brokers`,
    {
      vpcId,
      description: `Brokers of ${clusterName}`,
      tags: { ...tags, Name: `${clusterName}-brokers` },
    },
    { parent, customTimeouts: { delete: "45m" } },
  );
}
