import type { ResourceType } from "./resourceType";

export const CONNECTOR = "aws:mskconnect/connector:Connector";
export const CLUSTER = "aws:msk/cluster:Cluster";
export const SERVERLESS = "aws:msk/serverlessCluster:ServerlessCluster";

/** Amazon MSK and MSK Connect. */
export const kafkaTypes: Readonly<Record<string, ResourceType>> = {
  [CLUSTER]: {
    required: ["brokerNodeGroupInfo", "kafkaVersion", "numberOfBrokerNodes"],
    replaces: [
      "clusterName",
      "brokerNodeGroupInfo.clientSubnets",
      "brokerNodeGroupInfo.securityGroups",
      "encryptionInfo.encryptionAtRestKmsKeyArn",
      "encryptionInfo.encryptionInTransit.inCluster",
    ],
    named: "clusterName",
    heldBy: [CONNECTOR],
  },
  [SERVERLESS]: {
    required: ["clientAuthentication", "clusterName", "vpcConfigs"],
    replaces: ["clientAuthentication", "clusterName", "vpcConfigs"],
    named: "clusterName",
    heldBy: [CONNECTOR],
  },
  // The provider has nothing that replaces it, although it goes on reading by the first cluster's ARN.
  "aws:msk/clusterPolicy:ClusterPolicy": { required: ["clusterArn", "policy"], replaces: [] },
  "aws:msk/configuration:Configuration": {
    required: ["serverProperties"],
    replaces: ["name", "kafkaVersions"],
    named: "name",
    heldBy: [CLUSTER],
  },
  "aws:msk/topic:Topic": {
    required: ["clusterArn", "name", "partitionCount", "replicationFactor"],
    replaces: ["clusterArn", "name", "replicationFactor"],
  },
  [CONNECTOR]: {
    required: [
      "capacity",
      "connectorConfiguration",
      "kafkaCluster",
      "kafkaClusterClientAuthentication",
      "kafkaClusterEncryptionInTransit",
      "kafkaconnectVersion",
      "plugins",
      "serviceExecutionRoleArn",
    ],
    replaces: [
      "kafkaCluster",
      "kafkaClusterClientAuthentication",
      "kafkaClusterEncryptionInTransit",
      "kafkaconnectVersion",
      "logDelivery",
      "name",
      "plugins",
      "serviceExecutionRoleArn",
      "workerConfiguration",
    ],
    named: "name",
    failsForGood: true,
  },
  "aws:mskconnect/customPlugin:CustomPlugin": {
    required: ["contentType", "location"],
    replaces: ["contentType", "location", "name"],
    named: "name",
    heldBy: [CONNECTOR],
    failsForGood: true,
  },
  "aws:mskconnect/workerConfiguration:WorkerConfiguration": {
    required: ["propertiesFileContent"],
    replaces: ["name", "propertiesFileContent"],
    named: "name",
    heldBy: [CONNECTOR],
  },
};
