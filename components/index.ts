/** The components that a program may use; what else lies in this room is a part of one of them. */
export { auditLogGroupName, type AuroraCluster } from "./aurora/auroraCluster";
export { AuroraMySql } from "./aurora/auroraMySql";
export { AuroraPostgreSql } from "./aurora/auroraPostgreSql";
export type {
  AuroraArgs,
  AuroraMySqlArgs,
  AuroraPostgreSqlArgs,
  ServerlessCapacity,
} from "./aurora/args";
export { ClientSecurityGroup, type ClientSecurityGroupArgs } from "./clientSecurityGroup";
export { ClusterPolicy, type ClusterPolicyArgs } from "./clusterPolicy";
export { ConnectorTopic, type ConnectorTopicArgs } from "./connectorTopic";
export { DataBucket, type DataBucketArgs } from "./dataBucket";
export {
  DynamoDbTable,
  type DynamoDbTableArgs,
  type TableBilling,
  type TableKey,
} from "./dynamoDbTable";
export { EncryptionKey, type EncryptionKeyArgs } from "./encryptionKey";
export { KafkaClient, type KafkaClientArgs } from "./kafkaClient/kafkaClient";
export { KafkaTopic, type KafkaTopicArgs } from "./kafkaTopic";
export { LogBucket, type LogBucketArgs } from "./logBucket";
export { Monitoring, type MonitoringArgs } from "./monitoring/monitoring";
export { MskCluster, type MskClusterArgs } from "./mskCluster/mskCluster";
export type { Capacity } from "./mskConnector/capacity";
export { MskConnector, type MskConnectorArgs } from "./mskConnector/mskConnector";
export { MskServerlessCluster, type MskServerlessClusterArgs } from "./mskServerlessCluster";
export { Network, type Nat, type NetworkArgs } from "./network/network";
export type { Inputs } from "./parts/inputs";
export { logGroupPrefix, type LogArgs } from "./parts/logs";
export type { Retention, RetentionHours } from "./parts/retention";
export type { Tags } from "./parts/tags";
export {
  PluginBucket,
  type ExistingBucketArgs,
  type NewBucketArgs,
  type Plugin,
  type PluginBucketArgs,
  type UploadedArchive,
} from "./pluginBucket/pluginBucket";
export type { KafkaConnectVersion, MonitoringLevel } from "../support/awsLimits";
export { SchemaRegistry, type SchemaRegistryArgs } from "./schemaRegistry";
export { SelfHealing, type SelfHealingArgs } from "./selfHealing/selfHealing";
