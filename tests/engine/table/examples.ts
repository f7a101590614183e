import type { SettingValues } from "../engineStack";

/** A change of one setting. */
export interface Example {
  /** To which value; the other where the stage has that already. None: there is only one legal value. */
  readonly to: readonly Value[];
  /**
   * From what it is made, where the change of the stage alone is not legal or does nothing.
   * @default "plain"
   */
  readonly from?: keyof typeof bases;
  /** What has to change with it to be legal. */
  readonly with?: SettingValues;
}

export type Value = string | readonly string[];

const sums = { first: "0".repeat(64), second: "1".repeat(64) };

/** What stages have besides their own settings before a change. */
export const bases = {
  plain: { pipeline: "all" },
  roomy: {
    pipeline: "all",
    kafkaClient: "true",
    zones: "2",
    brokers: "6",
    brokerVolumeMaxGiB: "2000",
    replicationFactor: "3",
    minInsyncReplicas: "1",
    ordersPartitions: "6",
    sinkMaxWorkers: "1",
    sinkTasks: "1",
    databaseClass: "db.serverless",
    databaseMaxAcu: "8",
    tableBillingMode: "provisioned",
  },
  standard: { pipeline: "all", brokerType: "kafka.m7g.large" },
  orders: { pipeline: "orders" },
  confluent: {
    pipeline: "orders",
    plugins: "confluent",
    confluentSinkSha256: sums.first,
    confluentDatagenSha256: sums.first,
  },
} as const satisfies Readonly<Record<string, SettingValues>>;

const either: Example = { to: ["true", "false"] };
const one: Example = { to: [] };

/** Of every setting of Pulumi.yaml. */
export const examples: Readonly<Record<string, Example>> = {
  pipeline: { to: ["orders"] },
  kafkaClient: either,
  kafkaClientReadsDatabaseSecret: { ...either, from: "roomy" },
  vpcCidr: { to: ["10.9.0.0/16"] },
  zones: { to: ["3"], from: "roomy" },
  availabilityZones: { to: [["us-east-1a", "us-east-1d"]], from: "roomy" },
  nat: { to: ["single"] },
  interfaceEndpoints: { to: [["sts"]] },
  flowLogs: either,
  kafkaVersion: { to: ["3.9.x", "3.8.x"] },
  brokerType: { to: ["kafka.m7g.xlarge"] },
  brokers: { to: ["6"] },
  brokerVolumeGiB: { to: ["600"], from: "roomy" },
  brokerVolumeMaxGiB: { to: ["1000"] },
  monitoringLevel: { to: ["PER_TOPIC_PER_PARTITION"] },
  openMonitoring: either,
  consumerAccounts: { to: [["210987654321"]], from: "standard" },
  autoCreateTopics: either,
  replicationFactor: { to: ["2"], from: "roomy" },
  minInsyncReplicas: { to: ["2"], from: "roomy" },
  ordersPartitions: { to: ["12"] },
  ordersRetentionHours: { to: ["24"] },
  ordersLocalHours: { to: ["24"], from: "standard" },
  kafkaConnectVersion: { to: ["2.7.1"] },
  plugins: {
    to: ["confluent"],
    from: "orders",
    with: { confluentSinkSha256: sums.first, confluentDatagenSha256: sums.first },
  },
  recordFormat: { to: ["avro"] },
  connectorUpdates: { to: ["inPlace", "replace"] },
  orderIntervalMs: { to: ["500"] },
  sourceMcu: { to: ["2"] },
  sourceWorkers: { to: ["2"], with: { sourceMaxWorkers: "2" } },
  sourceMaxWorkers: { to: ["4"] },
  sinkMcu: { to: ["2"] },
  sinkWorkers: { to: ["2"], from: "roomy", with: { sinkMaxWorkers: "2" } },
  sinkMaxWorkers: { to: ["4"], from: "roomy" },
  sinkTasks: { to: ["2"], from: "roomy" },
  deadLetters: either,
  debeziumVersion: { to: ["1.9"] },
  captureMcu: { to: ["2"] },
  captureWorkers: one,
  captureMaxWorkers: one,
  captureTasks: one,
  databaseVersion: { to: ["8.0.mysql_aurora.3.10.6"] },
  databaseClass: { to: ["db.r6g.xlarge"] },
  databaseMinAcu: { to: ["1"], from: "roomy" },
  databaseMaxAcu: { to: ["16"], from: "roomy" },
  databaseInstances: { to: ["3"] },
  databaseBackupDays: { to: ["14"] },
  databaseFinalSnapshot: either,
  databaseAuditLogs: either,
  binlogRetentionHours: { to: ["24"] },
  confluentDatagenVersion: { to: ["0.6.0"], from: "confluent" },
  confluentDatagenUrl: { to: ["https://example.com/datagen.zip"], from: "confluent" },
  confluentDatagenFile: { to: ["datagen.zip"], from: "confluent" },
  confluentDatagenSha256: { to: [sums.second], from: "confluent" },
  confluentSinkVersion: { to: ["1.5.3"], from: "confluent" },
  confluentSinkUrl: { to: ["https://example.com/sink.zip"], from: "confluent" },
  confluentSinkFile: { to: ["sink.zip"], from: "confluent" },
  confluentSinkSha256: { to: [sums.second], from: "confluent" },
  tableNameFormat: { to: ["other_${topic}"] },
  tableBillingMode: { to: ["provisioned"] },
  tableReadCapacity: { to: ["10"], from: "roomy" },
  tableWriteCapacity: { to: ["10"], from: "roomy" },
  tableRecovery: either,
  logRetentionDays: { to: ["14"] },
  logArchiveDays: { to: ["730"] },
  alarms: either,
  alarmSubscribers: { to: [["on-call@example.com"]], with: { alarms: "true" } },
  customerManagedKey: either,
  protectData: either,
  permissionsBoundaryArn: { to: ["arn:aws:iam::123456789012:policy/boundary"] },
};
