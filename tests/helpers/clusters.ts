import type { MskClusterArgs } from "../../components/mskCluster/mskCluster";

/** A cluster, but for the volumes that Express brokers must not have. */
export const withoutVolumes: MskClusterArgs = {
  clusterName: "orders",
  kafkaVersion: "3.9.x",
  brokerType: "kafka.m7g.large",
  brokers: 3,
  properties: { autoCreateTopics: false, replicationFactor: 3, minInsyncReplicas: 2 },
  monitoringLevel: "PER_BROKER",
  vpcId: "vpc-1",
  subnetIds: ["subnet-1", "subnet-2", "subnet-3"],
  logs: { retentionDays: 30 },
  tags: { Stage: "test" },
};
/** A cluster with volumes. */
export const defaults: MskClusterArgs = { ...withoutVolumes, volumeGiB: 100 };
