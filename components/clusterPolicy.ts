import * as msk from "@pulumi/aws/msk";
import * as pulumi from "@pulumi/pulumi";

export interface ClusterPolicyArgs {
  /** ARN of a cluster with `multiVpcConnectivity`: of others MSK takes no policy. */
  readonly clusterArn: pulumi.Input<string>;
  /** Who may do what with the cluster, its topics and groups, as JSON. */
  readonly policy: pulumi.Input<string>;
}

/**
 * Policy of a Kafka cluster, by which it lets roles of other accounts in. A cluster has one.
 *
 *     new ClusterPolicy("consumers", { clusterArn: cluster.arn, policy });
 */
export class ClusterPolicy extends pulumi.ComponentResource {
  constructor(name: string, args: ClusterPolicyArgs, opts?: pulumi.ComponentResourceOptions) {
    super("msk-pipeline:components:ClusterPolicy", name, args, opts);
    new msk.ClusterPolicy(
      `${name}-policy`,
      { clusterArn: args.clusterArn, policy: args.policy },
      // The provider would update it, and go on reading the policy of the cluster that was there.
      { parent: this, replaceOnChanges: ["clusterArn"] },
    );
    this.registerOutputs({});
  }
}
