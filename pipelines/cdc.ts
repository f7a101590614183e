import { AuroraMySql } from "../components";
import { debeziumMySql, heartbeatTopic, historyTopic } from "../connectors/debeziumMySql";
import { keyAttribute } from "../connectors/dynamoDbSink";
import { debeziumMySql19, debeziumMySql27 } from "../archives/catalogue";
import { SALES_TOPIC, SALES_TOPIC_PREFIX } from "../connectors/names";
import { SALES_DATABASE, SALES_TABLE, salesDatabase } from "../connectors/salesDatabase";
import {
  createConnector,
  createDeadLetterTopic,
  createTable,
  createTopic,
  sinkCapacity,
  stageSink,
  type Pipeline,
  type Platform,
} from "./platform";

const HASH_KEY = "key.ORDER_ID";
const ONE_DAY = { hours: 24 };

/** Changes of sales orders in Aurora MySQL flow through Debezium into a table, deletes included. */
export function cdcPipeline(platform: Platform): Pipeline {
  const { settings, stage, region, encryption, cluster } = platform;
  const { debeziumVersion } = settings;
  const database = createDatabase(platform);
  const changes = createTopic(platform, "sales-orders", {
    topic: SALES_TOPIC,
    partitions: settings.ordersPartitions,
    retention: { hours: settings.ordersRetentionHours },
  });
  const history = createTopic(platform, "schema-history", {
    topic: historyTopic(SALES_TOPIC_PREFIX),
    partitions: 1,
    retention: "forever",
  });
  const heartbeats = createTopic(platform, "heartbeats", {
    topic: heartbeatTopic(SALES_TOPIC_PREFIX),
    partitions: 1,
    retention: ONE_DAY,
    deletionProtection: false,
  });
  const deadLetters = createDeadLetterTopic(platform, "sales-orders-dead-letters");
  const table = createTable(platform, "sales-orders", {
    topic: SALES_TOPIC,
    hashKey: { name: keyAttribute(HASH_KEY), type: "N" },
  });

  const capture = debeziumMySql({
    stage,
    name: "sales-capture",
    plugin: debeziumVersion === "2.7" ? debeziumMySql27 : debeziumMySql19,
    version: debeziumVersion,
    hostname: database.endpoint,
    credentials: {
      name: database.captureSecretName,
      arn: database.captureSecretArn,
      ...encryption,
    },
    region,
    serverId: 184054,
    topicPrefix: SALES_TOPIC_PREFIX,
    database: SALES_DATABASE,
    tables: [SALES_TABLE],
    kafkaConnectVersion: settings.kafkaConnectVersion,
    bootstrapServers: cluster.bootstrapServers,
  });
  const sink = stageSink(platform, {
    name: "sales-sink",
    topic: SALES_TOPIC,
    table,
    hashKey: HASH_KEY,
    changes: true,
    deadLetters,
  });
  return {
    database,
    topics: { salesOrders: changes, ...(deadLetters && { salesOrdersDeadLetters: deadLetters }) },
    tables: { salesOrders: table },
    connectors: {
      "sales-capture": createConnector(platform, capture, {
        capacity: {
          mcu: settings.captureMcu,
          workers: settings.captureWorkers,
          maxWorkers: settings.captureMaxWorkers,
        },
        databaseSecurityGroupId: database.securityGroupId,
        after: [changes, history, heartbeats, database],
      }),
      "sales-sink": createConnector(platform, sink, {
        capacity: sinkCapacity(settings),
        after: [changes, table, deadLetters, platform.licences],
      }),
    },
  };
}

function createDatabase({
  settings,
  stackName,
  network,
  logs,
  encryption,
  tags,
}: Platform): AuroraMySql {
  const { databaseMinAcu: minAcu, databaseMaxAcu: maxAcu } = settings;
  return new AuroraMySql("database", {
    clusterName: stackName,
    vpcId: network.vpcId,
    subnetIds: network.privateSubnetIds,
    engineVersion: settings.databaseVersion,
    instanceClass: settings.databaseClass,
    capacity: { minAcu, maxAcu },
    instances: settings.databaseInstances,
    backupDays: settings.databaseBackupDays,
    binlogRetentionHours: settings.binlogRetentionHours,
    auditLogs: settings.databaseAuditLogs,
    database: salesDatabase,
    captureUser: "debezium",
    captureSecretName: `${stackName}-debezium`,
    logs,
    ...encryption,
    deletionProtection: settings.protectData,
    finalSnapshot: settings.databaseFinalSnapshot,
    tags,
  });
}
