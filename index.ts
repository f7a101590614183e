import * as pulumi from "@pulumi/pulumi";
import { ClientSecurityGroup } from "./components/clientSecurityGroup";
import { DynamoDbTable } from "./components/dynamoDbTable";
import { EncryptionKey } from "./components/encryptionKey";
import { KafkaTopic } from "./components/kafkaTopic";
import { MskCluster } from "./components/mskCluster";
import { MskConnector } from "./components/mskConnector";
import { Network } from "./components/network";
import { PluginBucket } from "./components/pluginBucket";
import { loadSettings } from "./config/settings";
import { datagen } from "./connectors/datagen";
import { LICENCE_TOPIC, dynamoDbSink, keyAttribute } from "./connectors/dynamoDbSink";
import { dynamoDbPlugin, ordersPlugin } from "./connectors/plugins";

const settings = loadSettings();
const stage = pulumi.getStack();
const region = new pulumi.Config("aws").require("region");
const stackName = `${pulumi.getProject()}-${stage}`;
const tags = { Project: pulumi.getProject(), Stage: stage, ManagedBy: "pulumi" };
const deletionProtection = settings.protectData;
const confluent = settings.plugins === "confluent";

const key = settings.customerManagedKey
  ? new EncryptionKey("data", { alias: stackName, region, deletionProtection, tags })
  : undefined;
const encryption = { kmsKeyArn: key?.arn };
const logs = { retentionDays: settings.logRetentionDays, ...encryption };

const network = new Network("network", {
  cidr: settings.vpcCidr,
  region,
  zones: settings.zones,
  nat: settings.nat,
  interfaceEndpoints: settings.interfaceEndpoints,
  flowLogs: settings.flowLogs ? logs : undefined,
  tags,
});
const placement = { vpcId: network.vpcId, subnetIds: network.privateSubnetIds };

// Kafka
const { replicationFactor, minInsyncReplicas } = settings;
const cluster = new MskCluster("kafka", {
  clusterName: stackName,
  kafkaVersion: settings.kafkaVersion,
  brokerType: settings.brokerType,
  brokers: settings.brokers,
  volumeGiB: settings.brokerVolumeGiB,
  volumeMaxGiB: settings.brokerVolumeMaxGiB,
  properties: { autoCreateTopics: settings.autoCreateTopics, replicationFactor, minInsyncReplicas },
  monitoringLevel: settings.monitoringLevel,
  ...placement,
  logs,
  ...encryption,
  deletionProtection,
  tags,
});
const clients = new ClientSecurityGroup("clients", {
  vpcId: network.vpcId,
  brokerSecurityGroupId: cluster.securityGroupId,
  description: `Clients of ${stackName}`,
  tags,
});

const topicDefaults = {
  clusterArn: cluster.arn,
  replicationFactor,
  minInsyncReplicas,
  deletionProtection,
};
const orders = new KafkaTopic("orders", {
  ...topicDefaults,
  topic: "orders",
  partitions: settings.ordersPartitions,
  retention: { hours: settings.ordersRetentionHours },
});
const deadLetterTopic = settings.deadLetters ? "orders-dead-letters" : undefined;
const deadLetters = deadLetterTopic
  ? new KafkaTopic("orders-dead-letters", {
      ...topicDefaults,
      topic: deadLetterTopic,
      partitions: 1,
      retention: { hours: settings.ordersRetentionHours },
    })
  : undefined;
// Confluent's sink would create it with three copies, whatever the number of brokers.
const licences = confluent
  ? new KafkaTopic("licences", {
      ...topicDefaults,
      topic: LICENCE_TOPIC,
      partitions: 1,
      deletionProtection: false,
    })
  : undefined;

// DynamoDB
const hashKey = "value.orderid";
const table = new DynamoDbTable("orders", {
  tableName: settings.tableNameFormat.replace("${topic}", "orders"),
  hashKey: { name: keyAttribute(hashKey), type: "N" },
  billing:
    settings.tableBillingMode === "onDemand"
      ? "onDemand"
      : { readCapacity: settings.tableReadCapacity, writeCapacity: settings.tableWriteCapacity },
  pointInTimeRecovery: settings.tableRecovery,
  ...encryption,
  deletionProtection,
  tags,
});

// Connectors
const plugins = new PluginBucket("plugins", { ...encryption, deletionProtection, tags });
const source = datagen({
  stage,
  name: "orders-source",
  plugin: ordersPlugin(settings.plugins, {
    version: settings.confluentDatagenVersion,
    url: settings.confluentDatagenUrl,
    file: settings.confluentDatagenFile,
    sha256: settings.confluentDatagenSha256,
  }),
  topic: "orders",
  intervalMs: settings.orderIntervalMs,
});
const sink = dynamoDbSink({
  stage,
  name: "orders-sink",
  plugin: dynamoDbPlugin(settings.plugins, {
    version: settings.confluentSinkVersion,
    url: settings.confluentSinkUrl,
    file: settings.confluentSinkFile,
    sha256: settings.confluentSinkSha256,
  }),
  topics: ["orders"],
  region,
  tables: [{ arn: table.arn, ...encryption }],
  tableNameFormat: settings.tableNameFormat,
  hashKey,
  tasks: settings.sinkTasks,
  deadLetters: deadLetterTopic && { topic: deadLetterTopic, replicationFactor },
  licenceBrokers: confluent ? cluster.bootstrapServers : undefined,
});
const workers = {
  cluster,
  ...placement,
  kafkaConnectVersion: settings.kafkaConnectVersion,
  updates: settings.connectorUpdates,
  logs,
  tags,
};
const ordersSource = new MskConnector("orders-source", {
  ...workers,
  connector: source,
  plugin: plugins.addPlugin(source.plugin),
  capacity: {
    mcu: settings.sourceMcu,
    workers: settings.sourceWorkers,
    maxWorkers: settings.sourceMaxWorkers,
  },
  startAfter: [network, orders],
});
const ordersSink = new MskConnector("orders-sink", {
  ...workers,
  connector: sink,
  plugin: plugins.addPlugin(sink.plugin),
  capacity: {
    mcu: settings.sinkMcu,
    workers: settings.sinkWorkers,
    maxWorkers: settings.sinkMaxWorkers,
  },
  startAfter: [network, orders, table, deadLetters, licences].filter(
    (resource) => resource !== undefined,
  ),
});

/** Brokers' addresses for clients that authenticate by IAM, as Kafka takes them. */
export const bootstrapServers = cluster.bootstrapServers;
/** ARN of the Kafka cluster, from which those of its topics and groups follow. */
export const clusterArn = cluster.arn;
export const clusterName = cluster.clusterName;
/** Last part of the cluster's ARN. */
export const clusterUuid = cluster.uuid;
/** Kafka topics of the pipeline by their role. */
export const topics = { orders: orders.topic, deadLetters: deadLetters?.topic };
/** DynamoDB table of the orders. */
export const tableName = table.tableName;
export const tableArn = table.arn;
/** KMS key of the table, whose readers need to decrypt with it; a stage without customerManagedKey has none. */
export const kmsKeyArn = key?.arn;
/** Bucket of the connector plugins' archives. */
export const pluginBucket = plugins.bucketName;
/** ARNs of the connectors by name. */
export const connectorArns = {
  "orders-source": ordersSource.arn,
  "orders-sink": ordersSink.arn,
};
/** CloudWatch log groups by what logs into them. */
export const logGroups = {
  brokers: cluster.logGroupName,
  "orders-source": ordersSource.logGroupName,
  "orders-sink": ordersSink.logGroupName,
  network: network.flowLogGroupName,
};
export const vpcId = network.vpcId;
/** Subnets of the brokers and connectors, where clients may live too. */
export const privateSubnetIds = network.privateSubnetIds;
/** Security group that admits its members to the brokers: attach it to clients. */
export const clientSecurityGroupId = clients.id;
