import * as appautoscaling from "@pulumi/aws/appautoscaling";
import * as ec2 from "@pulumi/aws/ec2";
import * as msk from "@pulumi/aws/msk";
import * as pulumi from "@pulumi/pulumi";
import { BROKER_VOLUME_GIB, type MonitoringLevel } from "../../support/awsLimits";
import { propertiesFile } from "../../support/properties";
import { bootstrapServers, serverProperties, type BrokerArgs } from "./brokers";
import { logGroup, type LogArgs } from "../parts/logs";
import { between, matches, validate } from "../parts/validate";
import type { Tags } from "../parts/tags";

export interface MskClusterArgs {
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
  /** Instance type such as `kafka.m7g.large`. A type of another family may replace the cluster. */
  readonly brokerType: string;
  /** Brokers in all, a multiple of the number of subnets. */
  readonly brokers: number;
  /** EBS volume of each broker, 1 to 16384 GiB. It grows but never shrinks. */
  readonly volumeGiB: number;
  /**
   * Size in GiB up to which each volume grows by itself at 60 % of use.
   * @default volumeGiB - volumes stay as they are
   */
  readonly volumeMaxGiB?: number;
  /** What brokers do unless a topic says otherwise. */
  readonly properties: BrokerArgs;
  /** Which CloudWatch metrics it has. */
  readonly monitoringLevel: MonitoringLevel;
  readonly vpcId: pulumi.Input<string>;
  /** Private subnets, one in each zone. Another list replaces the cluster. */
  readonly subnetIds: pulumi.Input<pulumi.Input<string>[]>;
  readonly logs: LogArgs;
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
    const group = this.createSecurityGroup(name, args);
    const logs = logGroup(`${name}-brokers`, args.logs, args.tags, this);
    const cluster = this.createCluster(name, args, group.id, logs.name);
    if (scales(args)) this.scaleStorage(name, args, cluster.arn);
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

  /**
   * Clients' rules are resources of their own: another list of groups would replace the cluster.
   */
  private createSecurityGroup(name: string, args: MskClusterArgs): ec2.SecurityGroup {
    return new ec2.SecurityGroup(
      `${name}-brokers`,
      {
        vpcId: args.vpcId,
        description: `Brokers of ${args.clusterName}`,
        tags: { ...args.tags, Name: `${args.clusterName}-brokers` },
      },
      { parent: this, customTimeouts: { delete: "45m" } },
    );
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
      { serverProperties: propertiesFile(serverProperties(args.properties)) },
      { parent: this },
    );
    return new msk.Cluster(
      `${name}-cluster`,
      {
        clusterName: args.clusterName,
        kafkaVersion: args.kafkaVersion,
        numberOfBrokerNodes: args.brokers,
        enhancedMonitoring: args.monitoringLevel,
        brokerNodeGroupInfo: {
          instanceType: args.brokerType,
          clientSubnets: args.subnetIds,
          securityGroups: [securityGroupId],
          connectivityInfo: { publicAccess: { type: "DISABLED" } },
          storageInfo: { ebsStorageInfo: { volumeSize: args.volumeGiB } },
        },
        clientAuthentication: { sasl: { iam: true, scram: false }, unauthenticated: false },
        encryptionInfo: {
          encryptionInTransit: { clientBroker: "TLS", inCluster: true },
          ...(args.kmsKeyArn === undefined ? {} : { encryptionAtRestKmsKeyArn: args.kmsKeyArn }),
        },
        configurationInfo: { arn: configuration.arn, revision: configuration.latestRevision },
        loggingInfo: {
          brokerLogs: { cloudwatchLogs: { enabled: true, logGroup: logGroupName } },
        },
        tags: { ...args.tags, Name: args.clusterName },
      },
      {
        parent: this,
        protect: args.deletionProtection ?? false,
        customTimeouts: { create: "2h", update: updateTimeout(args.brokers), delete: "2h" },
        ignoreChanges: scales(args)
          ? ["brokerNodeGroupInfo.storageInfo.ebsStorageInfo.volumeSize"]
          : [],
      },
    );
  }

  /** @see https://docs.aws.amazon.com/msk/latest/developerguide/msk-autoexpand.html */
  private scaleStorage(name: string, args: MskClusterArgs, arn: pulumi.Output<string>): void {
    const target = new appautoscaling.Target(
      `${name}-storage`,
      {
        serviceNamespace: "kafka",
        resourceId: arn,
        scalableDimension: "kafka:broker-storage:VolumeSize",
        minCapacity: 1,
        maxCapacity: volumeMaxGiB(args),
        tags: args.tags,
      },
      { parent: this },
    );
    new appautoscaling.Policy(
      `${name}-storage-policy`,
      {
        policyType: "TargetTrackingScaling",
        serviceNamespace: target.serviceNamespace,
        resourceId: target.resourceId,
        scalableDimension: target.scalableDimension,
        targetTrackingScalingPolicyConfiguration: {
          predefinedMetricSpecification: {
            predefinedMetricType: "KafkaBrokerStorageUtilization",
          },
          targetValue: 60,
          disableScaleIn: true,
        },
      },
      { parent: this },
    );
  }
}

function validateArgs(args: MskClusterArgs): void {
  const { replicationFactor, minInsyncReplicas } = args.properties;
  validate("MskCluster", [
    matches("clusterName", args.clusterName, /^[\w-]{1,64}$/, "1 to 64 letters, digits, - and _"),
    between("volumeGiB", args.volumeGiB, BROKER_VOLUME_GIB, " GiB"),
    between(
      "volumeMaxGiB",
      volumeMaxGiB(args),
      { least: args.volumeGiB, most: BROKER_VOLUME_GIB.most },
      " GiB",
    ),
    between("properties.replicationFactor", replicationFactor, { least: 1, most: args.brokers }),
    between("properties.minInsyncReplicas", minInsyncReplicas, {
      least: 1,
      most: replicationFactor,
    }),
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

function volumeMaxGiB({ volumeGiB, volumeMaxGiB = volumeGiB }: MskClusterArgs): number {
  return volumeMaxGiB;
}

function scales(args: MskClusterArgs): boolean {
  return volumeMaxGiB(args) > args.volumeGiB;
}
