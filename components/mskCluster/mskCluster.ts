import * as msk from "@pulumi/aws/msk";
import type { input } from "@pulumi/aws/types";
import * as pulumi from "@pulumi/pulumi";
import type { MonitoringLevel } from "../../support/awsLimits";
import { EXPRESS, hasMultiVpc, isExpress } from "../../support/brokerTypes";
import { propertiesFile } from "../../support/properties";
import { bootstrapServers, serverProperties, type BrokerArgs } from "./brokers";
import {
  ceilingGiB,
  scaleStorage,
  storageChecks,
  storageInfo,
  storageMode,
  type StorageArgs,
} from "./storage";
import { brokerSecurityGroup } from "../parts/brokerSecurityGroup";
import { isClusterName } from "../parts/clusterName";
import { logGroup, type LogArgs } from "../parts/logs";
import { between, validate } from "../parts/validate";
import type { Tags } from "../parts/tags";

export interface MskClusterArgs extends StorageArgs {
  /** Name of the cluster, 1 to 64 letters, digits and hyphens. A new name replaces the cluster. */
  readonly clusterName: string;
  /**
   * Apache Kafka version as Amazon MSK names it. `3.9.x.kraft` has controllers of its own, `3.9.x`
   * runs with ZooKeeper. Another version is an update in place, which MSK refuses where it cannot
   * be: the provider replaces a cluster for a lesser version only if both are plain numbers.
   *
   * @see https://github.com/hashicorp/terraform-provider-aws/blob/main/internal/service/kafka/cluster.go
   */
  readonly kafkaVersion: string;
  /**
   * Instance type of Standard brokers such as `kafka.m7g.large`, or of Express brokers such as
   * `express.m7g.large`. Another one is a rolling restart, where MSK does not refuse it; Standard
   * brokers become Express ones by a migration that the provider does not know, and never back.
   *
   * @see https://docs.aws.amazon.com/msk/latest/developerguide/msk-upgrade-standard-to-express.html
   */
  readonly brokerType: string;
  /** Brokers in all, a multiple of the number of subnets. */
  readonly brokers: number;
  /** What brokers do unless a topic says otherwise. Express brokers have 3 copies and 2 in sync. */
  readonly properties: BrokerArgs;
  /** Which CloudWatch metrics it has. */
  readonly monitoringLevel: MonitoringLevel;
  /**
   * Whether its brokers have metrics for Prometheus, Kafka's and the machine's. Nobody is let in to
   * them by that: a ClientSecurityGroup can be.
   * @default false
   */
  readonly openMonitoring?: boolean;
  /**
   * Whether clients in other VPCs can reach it by AWS PrivateLink, through connections that they
   * make. Those of other accounts need a ClusterPolicy besides. A cluster that has it keeps it; to
   * turn it on restarts the brokers.
   * @default false
   */
  readonly multiVpcConnectivity?: boolean;
  readonly vpcId: pulumi.Input<string>;
  /** Private subnets, one in each zone. Another list replaces the cluster. */
  readonly subnetIds: pulumi.Input<pulumi.Input<string>[]>;
  readonly logs: LogArgs;
  /**
   * Bucket that the brokers' logs go to besides; a LogBucket has its name.
   * @default - none
   */
  readonly logBucket?: pulumi.Input<string> | undefined;
  /**
   * ARN of the KMS key that encrypts the volumes. Another key replaces the cluster.
   * @default - the account's key for Amazon MSK
   */
  readonly kmsKeyArn?: pulumi.Input<string> | undefined;
  /**
   * Whether Pulumi refuses to delete or replace the cluster.
   * @default false
   */
  readonly deletionProtection?: boolean;
  /** @default - none */
  readonly tags?: Tags | undefined;
}

/**
 * Kafka cluster on Amazon MSK that speaks TLS only and takes only clients that authenticate by IAM.
 * Its configuration is there from the start, since changing it later restarts every broker. Brokers
 * and their volumes are billed by the hour.
 *
 *     const cluster = new MskCluster("cluster", { clusterName: "orders", brokers: 3, ... });
 */
export class MskCluster extends pulumi.ComponentResource {
  readonly arn: pulumi.Output<string>;
  readonly clusterName: pulumi.Output<string>;
  /** Last part of the cluster's ARN, which is part of its topics' ARNs. */
  readonly uuid: pulumi.Output<string>;
  /** Addresses of one broker in each zone, for clients that authenticate by IAM. */
  readonly bootstrapServers: pulumi.Output<string>;
  /** Security group of the brokers. */
  readonly securityGroupId: pulumi.Output<string>;
  readonly logGroupName: pulumi.Output<string>;

  constructor(name: string, args: MskClusterArgs, opts?: pulumi.ComponentResourceOptions) {
    super("msk-pipeline:components:MskCluster", name, args, opts);
    validateArgs(args);
    const group = brokerSecurityGroup(name, args, this);
    const logs = logGroup(`${name}-brokers`, args.logs, args.tags, this);
    const cluster = this.createCluster(name, args, group.id, logs.name);
    scaleStorage(name, args, cluster.arn, this);
    this.arn = cluster.arn;
    this.clusterName = cluster.clusterName;
    this.uuid = cluster.clusterUuid;
    this.bootstrapServers = msk
      .getBrokerNodesOutput({ clusterArn: cluster.arn }, { parent: this })
      .nodeInfoLists.apply(bootstrapServers);
    this.securityGroupId = group.id;
    this.logGroupName = logs.name;
    this.registerOutputs({ arn: this.arn, bootstrapServers: this.bootstrapServers });
  }

  private createCluster(
    name: string,
    args: MskClusterArgs,
    securityGroupId: pulumi.Input<string>,
    logGroupName: pulumi.Input<string>,
  ): msk.Cluster {
    // Named by Pulumi and for every Kafka version: a fixed name would be taken when it is replaced.
    const configuration = new msk.Configuration(
      `${name}-configuration`,
      { serverProperties: propertiesFile(serverProperties(args.properties, args.brokerType)) },
      { parent: this },
    );
    return new msk.Cluster(
      `${name}-cluster`,
      {
        clusterName: args.clusterName,
        kafkaVersion: args.kafkaVersion,
        numberOfBrokerNodes: args.brokers,
        ...storageMode(args),
        enhancedMonitoring: args.monitoringLevel,
        openMonitoring: openMonitoring(args),
        brokerNodeGroupInfo: {
          instanceType: args.brokerType,
          clientSubnets: args.subnetIds,
          securityGroups: [securityGroupId],
          connectivityInfo: { publicAccess: { type: "DISABLED" }, ...multiVpc(args) },
          ...storageInfo(args),
        },
        clientAuthentication: { sasl: { iam: true, scram: false }, unauthenticated: false },
        encryptionInfo: {
          encryptionInTransit: { clientBroker: "TLS", inCluster: true },
          ...(args.kmsKeyArn === undefined ? {} : { encryptionAtRestKmsKeyArn: args.kmsKeyArn }),
        },
        configurationInfo: { arn: configuration.arn, revision: configuration.latestRevision },
        loggingInfo: {
          brokerLogs: {
            cloudwatchLogs: { enabled: true, logGroup: logGroupName },
            // Either way, since the provider takes a missing block for "as it was".
            s3: { enabled: args.logBucket !== undefined, bucket: args.logBucket },
          },
        },
        // Brokers that are added take their share of partitions; of Standard brokers MSK refuses it.
        ...(isExpress(args.brokerType) ? { rebalancing: { status: "ACTIVE" } } : {}),
        tags: { ...args.tags, Name: args.clusterName },
      },
      {
        parent: this,
        protect: args.deletionProtection ?? false,
        customTimeouts: { create: "2h", update: updateTimeout(args.brokers), delete: "2h" },
        ignoreChanges:
          ceilingGiB(args) === undefined
            ? []
            : ["brokerNodeGroupInfo.storageInfo.ebsStorageInfo.volumeSize"],
      },
    );
  }
}

/** Says so either way, since the provider takes what is left out for what it was. */
function openMonitoring({
  openMonitoring: enabledInBroker = false,
}: MskClusterArgs): input.msk.ClusterOpenMonitoring {
  const exporter = { enabledInBroker };
  return { prometheus: { jmxExporter: exporter, nodeExporter: exporter } };
}

/**
 * Says nothing where it is off: the provider would ask a new cluster for what it has already, which
 * MSK refuses.
 *
 * @see https://github.com/hashicorp/terraform-provider-aws/issues/33204
 */
function multiVpc({ multiVpcConnectivity = false }: MskClusterArgs): ConnectivityInfo {
  if (!multiVpcConnectivity) return {};
  return { vpcConnectivity: { clientAuthentication: { sasl: { iam: true } } } };
}

type ConnectivityInfo = input.msk.ClusterBrokerNodeGroupInfoConnectivityInfo;

function validateArgs(args: MskClusterArgs): void {
  const { brokerType, brokers, properties } = args;
  const { replicationFactor, minInsyncReplicas } = properties;
  const copies = isExpress(brokerType)
    ? { least: EXPRESS.replicationFactor, most: EXPRESS.replicationFactor }
    : { least: 1, most: brokers };
  const inSync = isExpress(brokerType)
    ? { least: EXPRESS.minInsyncReplicas, most: EXPRESS.minInsyncReplicas }
    : { least: 1, most: replicationFactor };
  validate("MskCluster", [
    isClusterName("clusterName", args.clusterName),
    ...storageChecks(args),
    {
      propertyPath: "multiVpcConnectivity",
      holds: args.multiVpcConnectivity !== true || hasMultiVpc(brokerType),
      reason: `must be false where brokerType is ${brokerType}, which has none`,
    },
    between("properties.replicationFactor", replicationFactor, copies),
    between("properties.minInsyncReplicas", minInsyncReplicas, inSync),
  ]);
}

/**
 * Says how long an update may take: every broker restarts in turn, in up to 15 minutes each, and an
 * hour is for what comes before and after. Three hours at least, as moving a broker to another type
 * may.
 *
 * @see https://docs.aws.amazon.com/msk/latest/developerguide/msk-update-broker-type.html
 */
function updateTimeout(brokers: number): string {
  return `${Math.max(3, 1 + Math.ceil(brokers / 4))}h`;
}
