/**
 * What programs in Pulumi's other languages may use: npm run docs makes schema.json of it. Most
 * components are as TypeScript has them; where arguments are what only TypeScript can say, one of
 * this room takes its place, which deploys the same.
 */
export {
  AuroraMySql,
  AuroraPostgreSql,
  ClusterPolicy,
  ConnectorTopic,
  DataBucket,
  DynamoDbTable,
  EncryptionKey,
  KafkaTopic,
  LogBucket,
  MskCluster,
  MskServerlessCluster,
  Network,
  SchemaRegistry,
  SelfHealing,
} from "../components";
export { ClientSecurityGroup } from "./clientSecurityGroup";
export { KafkaClient } from "./kafkaClient";
export { Monitoring } from "./monitoring";
export { MskConnector } from "./mskConnector";
export { PluginBucket } from "./pluginBucket";
