import * as msk from "@pulumi/aws/msk";
import * as pulumi from "@pulumi/pulumi";
import { brokerSecurityGroup, type BrokerSecurityGroupArgs } from "./parts/brokerSecurityGroup";
import { isClusterName } from "./parts/clusterName";
import { validate } from "./parts/validate";

export interface MskServerlessClusterArgs extends BrokerSecurityGroupArgs {
  /** Name of the cluster, 1 to 64 letters, digits, hyphens and `_`. A new name replaces the cluster. */
  readonly clusterName: string;
  /**
   * Private subnets in two zones at least, in which clients reach the cluster by an endpoint that Amazon
   * MSK makes. Another list replaces the cluster.
   *
   * @see https://docs.aws.amazon.com/msk/latest/developerguide/create-serverless-cluster.html
   */
  readonly subnetIds: pulumi.Input<pulumi.Input<string>[]>;
  /**
   * Whether Pulumi refuses to delete or replace the cluster.
   * @default false
   */
  readonly deletionProtection?: boolean;
}

/**
 * Kafka cluster on Amazon MSK Serverless, which speaks TLS only and takes only clients that
 * authenticate by IAM. Amazon MSK sizes, sets up and encrypts it; there is no API for its topics,
 * see ConnectorTopic. It is billed by the hour, by partitions and by what goes in, out and is kept.
 *
 *     const cluster = new MskServerlessCluster("cluster", { clusterName: "orders", vpcId, ... });
 *
 * @see https://docs.aws.amazon.com/msk/latest/developerguide/serverless.html
 */
export class MskServerlessCluster extends pulumi.ComponentResource {
  readonly arn: pulumi.Output<string>;
  readonly clusterName: pulumi.Output<string>;
  /** Last part of the cluster's ARN, which is part of its topics' ARNs. */
  readonly uuid: pulumi.Output<string>;
  /** The one address of the cluster, for clients that authenticate by IAM. */
  readonly bootstrapServers: pulumi.Output<string>;
  /** Security group of the cluster's endpoint. */
  readonly securityGroupId: pulumi.Output<string>;

  constructor(
    name: string,
    args: MskServerlessClusterArgs,
    opts?: pulumi.ComponentResourceOptions,
  ) {
    super("msk-pipeline:components:MskServerlessCluster", name, args, opts);
    const { clusterName, subnetIds, deletionProtection, tags } = args;
    validate("MskServerlessCluster", [isClusterName("clusterName", clusterName)]);
    const group = brokerSecurityGroup(name, args, this);
    const cluster = new msk.ServerlessCluster(
      `${name}-cluster`,
      {
        clusterName,
        clientAuthentication: { sasl: { iam: { enabled: true } } },
        vpcConfigs: [{ subnetIds, securityGroupIds: [group.id] }],
        tags: { ...tags, Name: clusterName },
      },
      { parent: this, protect: deletionProtection ?? false },
    );
    this.arn = cluster.arn;
    this.clusterName = cluster.clusterName;
    this.uuid = cluster.clusterUuid;
    this.bootstrapServers = cluster.bootstrapBrokersSaslIam;
    this.securityGroupId = group.id;
    this.registerOutputs({ arn: this.arn, bootstrapServers: this.bootstrapServers });
  }
}
