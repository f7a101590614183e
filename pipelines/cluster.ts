import type * as pulumi from "@pulumi/pulumi";
import {
  MskCluster,
  MskServerlessCluster,
  type LogArgs,
  type Network,
  type Tags,
} from "../components";
import type { Settings } from "../config/settings";
import { isExpress, isServerless } from "../support/brokerTypes";

/** The Kafka cluster of a stage, whatever it runs on. */
export interface Cluster {
  readonly arn: pulumi.Output<string>;
  readonly clusterName: pulumi.Output<string>;
  readonly uuid: pulumi.Output<string>;
  readonly bootstrapServers: pulumi.Output<string>;
  readonly securityGroupId: pulumi.Output<string>;
  /**
   * Log group of its brokers.
   * @default - MSK Serverless has no logs
   */
  readonly logGroupName?: pulumi.Output<string>;
}

export interface ClusterSurroundings {
  readonly settings: Settings;
  readonly clusterName: string;
  readonly network: Network;
  readonly logs: LogArgs;
  /** Bucket that keeps the brokers' logs besides, where the stage has one. */
  readonly logBucket: pulumi.Output<string> | undefined;
  readonly encryption: Pick<LogArgs, "kmsKeyArn">;
  readonly tags: Tags;
}

/** Creates the stage's cluster: with brokers of its own, or a serverless one. */
export function createKafkaCluster(surroundings: ClusterSurroundings): Cluster {
  const { settings, clusterName, network, logs, logBucket, encryption, tags } = surroundings;
  const place = {
    clusterName,
    vpcId: network.vpcId,
    subnetIds: network.privateSubnetIds,
    deletionProtection: settings.protectData,
    tags,
  };
  if (isServerless(settings.brokerType)) return new MskServerlessCluster("kafka", place);
  const { replicationFactor, minInsyncReplicas } = settings;
  const volumes = isExpress(settings.brokerType)
    ? {}
    : { volumeGiB: settings.brokerVolumeGiB, volumeMaxGiB: settings.brokerVolumeMaxGiB };
  return new MskCluster("kafka", {
    ...place,
    kafkaVersion: settings.kafkaVersion,
    brokerType: settings.brokerType,
    brokers: settings.brokers,
    ...volumes,
    properties: {
      autoCreateTopics: settings.autoCreateTopics,
      replicationFactor,
      minInsyncReplicas,
    },
    tieredStorage: settings.ordersLocalHours > 0,
    monitoringLevel: settings.monitoringLevel,
    openMonitoring: settings.openMonitoring,
    multiVpcConnectivity: settings.consumerAccounts.length > 0,
    logs,
    logBucket,
    ...encryption,
  });
}
