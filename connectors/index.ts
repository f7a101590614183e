/** What other programs may use to describe a connector; MskConnector deploys what it returns. */
export type {
  Archive,
  BuiltArchive,
  DownloadedArchive,
  FileArchive,
  MavenArchive,
} from "../archives/archive";
export {
  bundledDynamoDbSink,
  bundledOrdersSource,
  bundledS3Sink,
  confluentDatagen,
  confluentDynamoDbSink,
  debeziumMySql19,
  debeziumMySql27,
  debeziumPostgreSql27,
  kafkaClientTools,
} from "../archives/catalogue";
export type { Grant } from "../support/iamPolicies";
export { inAvro, type SchemaRegistry } from "./avro";
export type { CapturedDatabase } from "./capturedMySql";
export type { CapturedPostgreSql } from "./capturedPostgreSql";
export { configProviders, reference, type ConfigProvider } from "./configProviders";
export {
  deadLetterConfig,
  iamClient,
  jsonConverters,
  named,
  patientClient,
  workerProperties,
  type Connector,
  type ConnectorConfig,
  type DeadLetters,
} from "./connector";
export type { SetupStatement, SetupStep } from "./databaseSetup";
export { datagen, type DatagenArgs } from "./datagen";
export { debeziumMySql, type DebeziumMySqlArgs, type DebeziumVersion } from "./debeziumMySql";
export { debeziumPostgreSql, type DebeziumPostgreSqlArgs } from "./debeziumPostgreSql";
export { dynamoDbSink, LICENCE_TOPIC, type DynamoDbSinkArgs, type SinkTable } from "./dynamoDbSink";
export { changesTopic, sinkGroup } from "./names";
export { s3Sink, type S3SinkArgs, type SinkBucket } from "./s3Sink";
export type { SinkArgs } from "./sink";
export { makingTopics, type NewTopic } from "./topicCreation";
export { secretGrants, secretReference, secretsProvider, type Secret } from "./secrets";
