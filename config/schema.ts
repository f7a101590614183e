import { z } from "zod";
import {
  BACKUP_DAYS,
  BINLOG_RETENTION_HOURS,
  BROKER_VOLUME_GIB,
  CONNECTOR_WORKERS,
  DATABASE_ACU,
  DATABASE_CLASS,
  DATABASE_INSTANCES,
  MYSQL_VERSION,
  POSTGRESQL_VERSION,
  KAFKA_CONNECT_VERSIONS,
  MCU_COUNTS,
  MONITORING_LEVELS,
  TABLE_CAPACITY,
  VPC_ZONES,
} from "../support/awsLimits";
import { BROKER_TYPES } from "../support/brokerTypes";
import {
  accountIds,
  capacityUnits,
  emailAddresses,
  matching,
  oneOf,
  oneOfNumbers,
  optional,
  quoted,
  serviceNames,
  someOf,
  vpcRange,
  wholeNumber,
  within,
  yesOrNo,
  zoneNames,
} from "./fields";
import { pipelineNames } from "./pipelines";

const version = matching(/^\d{1,5}(\.\d{1,5}){1,3}$/, "a version such as 1.3.0");
const policyArn = matching(
  /^arn:[\w-]+:iam::(\d{12}|aws):policy\/[\w+=,.@\/-]{1,512}$/,
  "the ARN of an IAM policy, such as arn:aws:iam::123456789012:policy/boundary-msk-pipeline-dev",
);
const address = z
  .string()
  .refine((text) => text.startsWith("https://") && URL.canParse(text) && !/\s/.test(text), {
    error: ({ input }) =>
      `must be an address that starts with https://, got ${quoted(String(input))}`,
  });
const sha256 = matching(/^[0-9a-f]{64}$/, "64 lower-case hexadecimal digits");
const file = matching(/^\S.*\.zip$/, "the path of a .zip file");
const mcu = oneOfNumbers(...MCU_COUNTS);
const workers = within(CONNECTOR_WORKERS);

/** Days that CloudWatch Logs accepts; it knows no others. */
const logRetentionDays = oneOfNumbers(
  ...[1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557],
  ...[2922, 3288, 3653],
);

/**
 * Every setting of a stage. Defaults and descriptions stand in Pulumi.yaml, which the Pulumi CLI
 * reads too; here is what each may be.
 */
export const schema = z.strictObject({
  pipeline: someOf(pipelineNames),
  kafkaClient: yesOrNo,
  kafkaClientReadsDatabaseSecret: yesOrNo,

  vpcCidr: vpcRange,
  zones: oneOfNumbers(VPC_ZONES.least, VPC_ZONES.most),
  availabilityZones: zoneNames,
  nat: oneOf("none", "single", "onePerAz"),
  interfaceEndpoints: serviceNames,
  flowLogs: yesOrNo,

  kafkaVersion: oneOf("3.8.x", "3.9.x", "3.9.x.kraft"),
  brokerType: oneOf(...BROKER_TYPES),
  brokers: wholeNumber(2, 60),
  brokerVolumeGiB: within(BROKER_VOLUME_GIB, " GiB"),
  brokerVolumeMaxGiB: within(BROKER_VOLUME_GIB, " GiB"),
  monitoringLevel: oneOf(...MONITORING_LEVELS),
  openMonitoring: yesOrNo,
  consumerAccounts: accountIds,
  autoCreateTopics: yesOrNo,
  replicationFactor: wholeNumber(1, 15),
  minInsyncReplicas: wholeNumber(1, 15),

  ordersPartitions: wholeNumber(1, 1000),
  ordersRetentionHours: wholeNumber(1, 87600, " hours"),
  ordersLocalHours: wholeNumber(0, 87599, " hours"),

  kafkaConnectVersion: oneOf(...KAFKA_CONNECT_VERSIONS),
  plugins: oneOf("bundled", "confluent"),
  recordFormat: oneOf("json", "avro"),
  connectorUpdates: oneOf("replace", "inPlace"),
  orderIntervalMs: wholeNumber(1, 86_400_000, " milliseconds"),
  sourceMcu: mcu,
  sourceWorkers: workers,
  sourceMaxWorkers: workers,
  sinkMcu: mcu,
  sinkWorkers: workers,
  sinkMaxWorkers: workers,
  sinkTasks: wholeNumber(1, 1000),
  deadLetters: yesOrNo,

  debeziumVersion: oneOf("2.7", "1.9"),
  captureMcu: mcu,
  captureWorkers: workers,
  captureMaxWorkers: workers,
  captureTasks: wholeNumber(1, 1000),

  databaseVersion: matching(
    new RegExp(`${MYSQL_VERSION.source}|${POSTGRESQL_VERSION.source}`),
    'Aurora MySQL 3.07 or later, which has the Data API, such as 8.0.mysql_aurora.3.10.5, or Aurora PostgreSQL 16.4 or later of 16, in quotes, such as "16.8"',
  ),
  databaseClass: matching(
    DATABASE_CLASS,
    "db.serverless or a provisioned class with the Data API, such as db.r6g.large (db.t classes have none)",
  ),
  databaseMinAcu: capacityUnits(DATABASE_ACU.least),
  // "The maximum capacity must be higher than 0.5 ACUs."
  databaseMaxAcu: capacityUnits(1),
  databaseInstances: within(DATABASE_INSTANCES),
  databaseBackupDays: within(BACKUP_DAYS, " days"),
  databaseFinalSnapshot: yesOrNo,
  databaseAuditLogs: yesOrNo,
  binlogRetentionHours: within(BINLOG_RETENTION_HOURS, " hours"),

  confluentDatagenVersion: optional(version),
  confluentDatagenUrl: optional(address),
  confluentDatagenFile: optional(file),
  confluentDatagenSha256: optional(sha256),
  confluentSinkVersion: optional(version),
  confluentSinkUrl: optional(address),
  confluentSinkFile: optional(file),
  confluentSinkSha256: optional(sha256),

  tableNameFormat: matching(
    /^[A-Za-z0-9_.-]*\$\{topic\}[A-Za-z0-9_.-]*$/,
    "letters, digits, _ . and - around ${topic}",
  ),
  tableBillingMode: oneOf("onDemand", "provisioned"),
  tableReadCapacity: within(TABLE_CAPACITY, " capacity units"),
  tableWriteCapacity: within(TABLE_CAPACITY, " capacity units"),
  tableRecovery: yesOrNo,

  logRetentionDays,
  logArchiveDays: wholeNumber(0, 36_500, " days"),
  alarms: yesOrNo,
  alarmSubscribers: emailAddresses,
  customerManagedKey: yesOrNo,
  protectData: yesOrNo,
  permissionsBoundaryArn: optional(policyArn),
});

/** The settings of one stage, checked and typed. */
export type Settings = z.output<typeof schema>;

export type SettingKey = keyof Settings;
