import fc from "fast-check";
import { SettingsError } from "../../../config/settings";
import { isExpress } from "../../../support/brokerTypes";
import { rawSettings, tryParse } from "../../helpers/rawSettings";

const yesOrNo = fc.boolean();
const upTo = (most: number): fc.Arbitrary<number> => fc.integer({ min: 1, max: most });
const mcu = fc.constantFrom(1, 2, 4, 8);
/** Two numbers of which the second is not the lesser. */
const range = (most: number): fc.Arbitrary<readonly [number, number]> =>
  fc.tuple(upTo(most), upTo(most)).map(([a, b]) => [Math.min(a, b), Math.max(a, b)] as const);

const cluster = fc
  .record({
    zones: fc.constantFrom(2, 3),
    perZone: upTo(20),
    kraft: yesOrNo,
    brokerType: fc.constantFrom(
      ...["kafka.t3.small", "kafka.m5.24xlarge", "kafka.m7g.2xlarge", "express.m7g.4xlarge"],
      "serverless",
    ),
    copies: upTo(15),
    insync: upTo(15),
    size: upTo(16_384),
    growth: fc.oneof(fc.constant(0), fc.integer({ min: 10, max: 16_384 })),
    partitions: upTo(1000),
    tasks: upTo(1000),
  })
  // Amazon MSK has Express brokers in one shape only.
  .map((wanted) =>
    isExpress(wanted.brokerType) ? { ...wanted, zones: 3, copies: 3, insync: 2 } : wanted,
  )
  .map(({ zones, perZone, kraft, brokerType, ...wanted }) => {
    const brokers = zones * Math.min(perZone, kraft ? 20 : 10);
    const replicationFactor = Math.min(wanted.copies, brokers);
    const brokerVolumeMaxGiB = wanted.size + wanted.growth;
    const ordersPartitions = Math.min(
      wanted.partitions,
      // What MSK Serverless makes at once.
      brokerType === "serverless" ? 250 : Infinity,
      // All pipelines' topics fit on the smallest of the brokers, with all others of a stage.
      Math.max(1, Math.floor(((300 * brokers - 50 * zones) / replicationFactor - 17) / 2)),
    );
    return {
      zones,
      brokers,
      // MSK has no KRaft on the smallest.
      brokerType: kraft ? brokerType.replace("t3.small", "m7g.large") : brokerType,
      kafkaVersion: kraft ? "3.9.x.kraft" : "3.8.x",
      replicationFactor,
      minInsyncReplicas: Math.min(wanted.insync, Math.max(1, replicationFactor - 1)),
      brokerVolumeGiB: wanted.size,
      brokerVolumeMaxGiB: brokerVolumeMaxGiB > 16_384 ? wanted.size : brokerVolumeMaxGiB,
      ordersPartitions,
      sinkTasks: Math.min(wanted.tasks, ordersPartitions),
    };
  });

const capacities = fc
  .record({ source: range(10), sink: range(10), sourceMcu: mcu, sinkMcu: mcu, captureMcu: mcu })
  .map(({ source, sink, ...units }) => ({
    ...units,
    sourceWorkers: source[0],
    sourceMaxWorkers: source[1],
    sinkWorkers: sink[0],
    sinkMaxWorkers: sink[1],
  }));

const sha256 = fc.stringMatching(/^[0-9a-f]{64}$/);

const plugins = fc.oneof(
  fc.constant({ plugins: "bundled" }),
  fc.record({
    plugins: fc.constant("confluent"),
    confluentDatagenSha256: sha256,
    confluentSinkSha256: sha256,
    confluentSinkVersion: fc.constantFrom("1.5.3", "1.10.0", "2.0.0.1"),
    confluentDatagenUrl: fc.constantFrom("", "https://example.com/datagen.zip?a=b"),
    confluentSinkFile: fc.constantFrom("", "some where/sink.zip"),
  }),
);

const database = fc
  .record({
    databaseVersion: fc.constantFrom("8.0.mysql_aurora.3.07.0", "8.0.mysql_aurora.3.12.10", "16.8"),
    databaseClass: fc.constantFrom(
      "db.serverless",
      "db.r6g.large",
      "db.x2g.16xlarge",
      "db.r5.xlarge",
    ),
    halves: range(512),
    databaseInstances: upTo(15),
    databaseBackupDays: upTo(35),
    databaseFinalSnapshot: yesOrNo,
    databaseAuditLogs: yesOrNo,
    binlogRetentionHours: upTo(2160),
  })
  .map(({ halves: [least, most], ...others }) => ({
    ...others,
    databaseMinAcu: least / 2,
    databaseMaxAcu: Math.max(1, most / 2),
  }));

const others = fc.record({
  pipeline: fc.constantFrom("orders", "cdc", "lake", "orders,lake", "all"),
  kafkaClient: yesOrNo,
  vpcCidr: fc
    .tuple(fc.nat(255), fc.nat(255), fc.integer({ min: 16, max: 24 }))
    .map(([a, b, bits]) => `10.${a}.${b & (0xff00 >> (bits - 16))}.0/${bits}`),
  nat: fc.constantFrom("none", "single", "onePerAz"),
  interfaceEndpoints: fc
    .array(fc.constantFrom("sts", "secretsmanager", "ecr.api", "ssm", "kms-fips"))
    .map((names) => JSON.stringify(names)),
  kafkaClientReadsDatabaseSecret: yesOrNo,
  flowLogs: yesOrNo,
  monitoringLevel: fc.constantFrom("DEFAULT", "PER_TOPIC_PER_PARTITION"),
  autoCreateTopics: yesOrNo,
  openMonitoring: yesOrNo,
  consumerAccounts: fc.constantFrom("[]", '["210987654321","012345678901"]'),
  ordersRetentionHours: upTo(87_600),
  ordersLocalHours: fc.oneof(fc.constant(0), upTo(72)),
  kafkaConnectVersion: fc.constantFrom("2.7.1", "3.7.x"),
  recordFormat: fc.constantFrom("json", "avro"),
  connectorUpdates: fc.constantFrom("replace", "inPlace"),
  orderIntervalMs: upTo(86_400_000),
  deadLetters: yesOrNo,
  debeziumVersion: fc.constantFrom("2.7", "1.9"),
  tableNameFormat: fc
    .tuple(fc.nat(114), fc.nat(114))
    .map(([before, after]) =>
      `${"a-".repeat(before)}\${topic}${"_".repeat(after)}`.slice(-229 - 8),
    ),
  tableBillingMode: fc.constantFrom("onDemand", "provisioned"),
  tableReadCapacity: upTo(40_000),
  tableWriteCapacity: upTo(40_000),
  tableRecovery: yesOrNo,
  logRetentionDays: fc.constantFrom(1, 400, 3653),
  logArchiveDays: fc.oneof(fc.constant(0), fc.integer({ min: 3654, max: 36_500 })),
  customerManagedKey: yesOrNo,
  protectData: yesOrNo,
});

const alarms = fc.constantFrom(
  { alarms: false },
  { alarms: true },
  { alarms: true, alarmSubscribers: '["on-call@example.com","a.b+c@example.org"]' },
);

/** Settings that the rules accept, every one but those that can have one value only. */
export const validSettings: fc.Arbitrary<Record<string, string>> = fc
  .tuple(cluster, capacities, plugins, database, alarms, others)
  .map((parts): Record<string, string> => {
    const [, { sinkWorkers, sinkMaxWorkers }] = parts;
    const scaling = sinkMaxWorkers > sinkWorkers ? { sinkTasks: 1 } : {};
    const entries = [...parts, scaling].flatMap((part) => Object.entries(part));
    return Object.fromEntries(entries.map(([key, value]) => [key, String(value)]));
  })
  // A range that is too small for all that is in it, Confluent's source that scales, PostgreSQL with
  // Debezium 1.9, Avro with that or Confluent's plugins, or what the smallest brokers and MSK Serverless
  // have not.
  .filter((settings) => !(tryParse(rawSettings("dev", settings)) instanceof SettingsError));
