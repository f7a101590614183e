import type { BadSettings } from "./wrongAlone";

const sha256 = "a".repeat(64);
const confluent = { plugins: "confluent" };

/** Right alone and wrong together; the rest of each stage is as it stands. */
export const wrongTogether: readonly BadSettings[] = [
  [
    "dev",
    { availabilityZones: '["us-east-1a","us-east-1b","us-east-1c"]' },
    "availabilityZones",
    /must name 2 zones, as many as zones says, or none; got 3$/,
  ],
  [
    "prod",
    { availabilityZones: '["us-east-1a","us-east-1b"]' },
    "availabilityZones",
    /must name 3 zones, .*; got 2$/,
  ],
  [
    "dev",
    {
      vpcCidr: "10.0.0.0/24",
      pipeline: "orders,cdc",
      brokers: "30",
      sourceMaxWorkers: "10",
      sinkMaxWorkers: "10",
      databaseInstances: "7",
    },
    "vpcCidr",
    /must be a \/23 or larger: .* need 60 addresses \(brokers 15, ZooKeeper nodes 2, connector workers 31, interface endpoints 4, database instances 7, Kafka client 1\) and would have room for 59; got 10\.0\.0\.0\/24$/,
  ],
  [
    "prod",
    {
      vpcCidr: "10.0.0.0/24",
      kafkaVersion: "3.9.x.kraft",
      brokers: "60",
      sourceMaxWorkers: "10",
      sinkMaxWorkers: "10",
      databaseInstances: "15",
      interfaceEndpoints: JSON.stringify(Array.from({ length: 90 }, (_, i) => `a${i}`)),
    },
    "vpcCidr",
    /must be a \/22 or larger: .* need 130 .*brokers 20, connector workers 20, interface endpoints 90.* room for 59; got/,
  ],
  [
    "dev",
    { databaseVersion: "16.8", debeziumVersion: "1.9" },
    "debeziumVersion",
    /must be 2\.7 where databaseVersion is 16\.8, of Aurora PostgreSQL; got 1\.9$/,
  ],
  [
    "dev",
    { ordersLocalHours: "24" },
    "ordersLocalHours",
    /must be 0 where brokerType is kafka\.t3\.small, which has no tiered storage; got 24$/,
  ],
  [
    "prod",
    { brokerType: "express.m7g.large", ordersLocalHours: "24" },
    "ordersLocalHours",
    /must be 0 where brokerType is express\.m7g\.large, whose storage has no tiers; got 24$/,
  ],
  [
    "prod",
    { ordersLocalHours: "24", ordersRetentionHours: "71" },
    "ordersLocalHours",
    /must be 0 where ordersRetentionHours is 71, .* 72 hours or more; got 24$/,
  ],
  [
    "prod",
    { ordersLocalHours: "168" },
    "ordersLocalHours",
    /must be less than ordersRetentionHours \(168\), or 0 for all of them; got 168$/,
  ],
  ["dev", { brokers: "3" }, "brokers", /must be a multiple of zones \(2\), .*; got 3$/],
  ["prod", { brokers: "4" }, "brokers", /must be a multiple of zones \(3\), .*; got 4$/],
  ["dev", { brokers: "32" }, "brokers", /at most 30 where kafkaVersion is 3\.9\.x, .*; got 32$/],
  [
    "dev",
    { kafkaVersion: "3.9.x.kraft" },
    "brokerType",
    /must be kafka\.m7g\.large or larger where kafkaVersion is 3\.9\.x\.kraft, .*; got kafka\.t3\.small$/,
  ],
  [
    "dev",
    { brokerVolumeMaxGiB: "5" },
    "brokerVolumeMaxGiB",
    /least brokerVolumeGiB \(10\), got 5$/,
  ],
  ["dev", { brokerVolumeMaxGiB: "15" }, "brokerVolumeMaxGiB", /\(10\) .* at least 20, .*; got 15$/],
  ["dev", { replicationFactor: "3" }, "replicationFactor", /at most brokers \(2\), got 3$/],
  ["dev", { minInsyncReplicas: "3" }, "minInsyncReplicas", /replicationFactor \(2\), got 3$/],
  ["dev", { minInsyncReplicas: "2" }, "minInsyncReplicas", /must be at most 1, .*; got 2$/],
  ["prod", { minInsyncReplicas: "3" }, "minInsyncReplicas", /must be at most 2, .*; got 3$/],
  [
    "dev",
    { ordersPartitions: "245" },
    "ordersPartitions",
    /at most 244, .* kafka\.t3\.small; got 245$/,
  ],
  [
    "staging",
    { pipeline: "all", ordersPartitions: "718", replicationFactor: "3" },
    "ordersPartitions",
    /at most 715, .* more than 1500 partitions.*kafka\.m7g\.large; got 718$/,
  ],
  ...Object.entries({
    kafkaVersion: /must be 3\.8\.x or 3\.9\.x\.kraft where brokerType is express.*; got 3\.9\.x$/,
    minInsyncReplicas: /must be 2 where brokerType is express\.m7g\.xlarge, .*; got 1$/,
    replicationFactor: /must be 3 where brokerType is express\.m7g\.xlarge, .*; got 2$/,
    zones: /must be 3 where brokerType is express\.m7g\.xlarge, .* three zones only; got 2$/,
  }).map(([key, says]): BadSettings => ["dev", { brokerType: "express.m7g.xlarge" }, key, says]),
  [
    "prod",
    { brokerType: "express.m7g.large", pipeline: "all", ordersPartitions: "800" },
    "ordersPartitions",
    /at most 7\d\d, since Amazon MSK allows no more than 1500 .*express\.m7g\.large; got 800$/,
  ],
  [
    "dev",
    { brokerType: "serverless", openMonitoring: "true" },
    "openMonitoring",
    /must be false where brokerType is serverless, .* provisioned clusters only$/,
  ],
  [
    "dev",
    { brokerType: "serverless", plugins: "confluent" },
    "plugins",
    /must be bundled where brokerType is serverless, .*min\.insync\.replicas.*; got confluent$/,
  ],
  [
    "prod",
    { brokerType: "serverless", ordersPartitions: "251" },
    "ordersPartitions",
    /must be at most 250 where brokerType is serverless, .* five minutes; got 251$/,
  ],
  [
    "prod",
    { brokerType: "serverless", ordersLocalHours: "24" },
    "ordersLocalHours",
    /must be 0 where brokerType is serverless, whose storage has no tiers; got 24$/,
  ],
  ["dev", { sourceWorkers: "3" }, "sourceMaxWorkers", /at least sourceWorkers \(3\), got 1$/],
  ["prod", { sinkWorkers: "4" }, "sinkMaxWorkers", /at least sinkWorkers \(4\), got 3$/],
  [
    "prod",
    { sinkTasks: "6" },
    "sinkTasks",
    /must be left at 1 .* two tasks for each MCU, 2 to 6 in all; got 6$/,
  ],
  ["dev", { sinkTasks: "4" }, "sinkTasks", /must be at most ordersPartitions \(1\), got 4$/],
  ["dev", { captureTasks: "2" }, "captureTasks", /must be 1, since Debezium .*; got 2$/],
  ["dev", { captureWorkers: "2" }, "captureWorkers", /must be 1, since Debezium .*; got 2$/],
  ["dev", { captureMaxWorkers: "4" }, "captureMaxWorkers", /does not scale; got 4$/],
  ["dev", { databaseMinAcu: "4" }, "databaseMaxAcu", /at least databaseMinAcu \(4\), got 2$/],
  [
    "dev",
    { ...confluent, pipeline: "cdc" },
    "confluentSinkVersion",
    /must be 1\.5\.3 or later where pipeline is cdc, .*; got the catalogue's 1\.3\.0$/,
  ],
  [
    "dev",
    { ...confluent, pipeline: "cdc,orders", confluentSinkVersion: "1.5.2" },
    "confluentSinkVersion",
    /must be 1\.5\.3 or later where pipeline is orders,cdc, .*; got 1\.5\.2$/,
  ],
  [
    "dev",
    { ...confluent, sourceMaxWorkers: "2" },
    "sourceMaxWorkers",
    /must be sourceWorkers \(1\) where plugins is confluent: .*; got 2$/,
  ],
  [
    "dev",
    { ...confluent, confluentDatagenUrl: "https://example.com/d.zip" },
    "confluentDatagenSha256",
    /SHA-256 where confluentDatagenUrl is https:\/\/example\.com\/d\.zip, got nothing$/,
  ],
  [
    "dev",
    { ...confluent, confluentSinkUrl: "https://example.com/s.zip" },
    "confluentSinkSha256",
    /SHA-256 where confluentSinkUrl is https:\/\/example\.com\/s\.zip, got nothing$/,
  ],
  [
    "dev",
    { alarmSubscribers: '["on-call@example.com"]' },
    "alarmSubscribers",
    /must be empty where alarms is false, .*; set alarms: true, or leave out on-call@example\.com$/,
  ],
  ["prod", confluent, "confluentDatagenSha256", /where protectData is true, got nothing$/],
  ["prod", confluent, "confluentSinkSha256", /where protectData is true, got nothing$/],
  [
    "dev",
    { tableNameFormat: `${"x".repeat(250)}\${topic}` },
    "tableNameFormat",
    /must have at most 249 characters .* the topic is orders; got 250 in x+\$\{topic\}$/,
  ],
  [
    "dev",
    { pipeline: "all", tableNameFormat: `\${topic}${"x".repeat(230)}` },
    "tableNameFormat",
    /at most 229 characters .* aurora\.salesdb\.SALES_ORDER; got 230 in /,
  ],
  ...Object.entries({
    Version: "1.6.0",
    Url: "https://a.b/c",
    File: "c.zip",
    Sha256: sha256,
  }).flatMap(([suffix, value]) =>
    ["confluentDatagen", "confluentSink"].map((archive): BadSettings => {
      const key = `${archive}${suffix}`;
      return [
        "dev",
        { [key]: value },
        key,
        new RegExp(`where plugins is bundled, .*; got ${value}$`),
      ];
    }),
  ),
];
