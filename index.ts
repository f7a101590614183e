import * as pulumi from "@pulumi/pulumi";
import {
  ClientSecurityGroup,
  ClusterPolicy,
  EncryptionKey,
  KafkaClient,
  LogBucket,
  Monitoring,
  Network,
  PluginBucket,
  SchemaRegistry,
  SelfHealing,
  auditLogGroupName,
  logGroupPrefix,
} from "./components";
import { interfaceEndpoints } from "./config/endpoints";
import { shapesOf } from "./config/pipelines";
import { loadSettings } from "./config/settings";
import { LICENCE_TOPIC } from "./connectors/dynamoDbSink";
import { kafkaClientTools } from "./archives/catalogue";
import {
  bucketReaderPolicy,
  clusterReaderPolicy,
  tableReaderPolicy,
  topicReaderPolicy,
} from "./outputs/access";
import { createKafkaCluster } from "./pipelines/cluster";
import { deployPipelines } from "./pipelines/list";
import { createTopic, type Platform } from "./pipelines/platform";
import { StartOrder } from "./pipelines/startOrder";
import { defined, mapped } from "./support/mapped";

const settings = loadSettings();
const stage = pulumi.getStack();
const region = new pulumi.Config("aws").require("region");
const stackName = `${pulumi.getProject()}-${stage}`;
const tags = { Project: pulumi.getProject(), Stage: stage, ManagedBy: "pulumi" };
const deletionProtection = settings.protectData;
const { permissionsBoundaryArn } = settings;

const key = settings.customerManagedKey
  ? new EncryptionKey("data", {
      alias: stackName,
      region,
      logGroups: [`${logGroupPrefix()}/*`, auditLogGroupName(stackName, settings.databaseVersion)],
      alarms: settings.alarms ? `${stackName}-*` : undefined,
      logDelivery: settings.logArchiveDays > 0,
      deletionProtection,
      tags,
    })
  : undefined;
const encryption = { kmsKeyArn: key?.arn };
const logs = { retentionDays: settings.logRetentionDays, ...encryption };
const logArchive =
  settings.logArchiveDays > 0
    ? new LogBucket("logs", {
        region,
        days: settings.logArchiveDays,
        ...encryption,
        deletionProtection,
        tags,
      })
    : undefined;
const logBucket = logArchive?.bucketName;

const network = new Network("network", {
  cidr: settings.vpcCidr,
  region,
  zones: settings.zones,
  zoneNames: settings.availabilityZones.length > 0 ? settings.availabilityZones : undefined,
  nat: settings.nat,
  interfaceEndpoints: interfaceEndpoints(settings),
  endpointsInEveryZone: settings.protectData,
  tables: [settings.tableNameFormat.replace("${topic}", "*")],
  // As Pulumi.yaml has Pulumi name them.
  writtenBuckets: shapesOf(settings.pipeline).flatMap(({ buckets }) =>
    buckets.map((role) => `${stackName}-${role}-*`),
  ),
  flowLogs: settings.flowLogs ? logs : undefined,
  permissionsBoundaryArn,
  tags,
});

// Kafka
const cluster = createKafkaCluster({
  settings,
  clusterName: stackName,
  network,
  logs,
  logBucket,
  encryption,
  tags,
});
const clients = new ClientSecurityGroup("clients", {
  vpcId: network.vpcId,
  brokerSecurityGroupId: cluster.securityGroupId,
  brokerMetrics: settings.openMonitoring,
  description: `Clients of ${stackName}`,
  tags,
});
// Confluent's sink would create it with three copies, whatever the number of brokers.
const licences =
  settings.plugins === "confluent"
    ? createTopic({ settings, cluster }, "licences", {
        topic: LICENCE_TOPIC,
        partitions: 1,
        deletionProtection: false,
      })
    : undefined;
const plugins = new PluginBucket("plugins", { ...encryption, deletionProtection, tags });
const registry =
  settings.recordFormat === "avro"
    ? new SchemaRegistry("schemas", { registryName: stackName, deletionProtection, tags })
    : undefined;

// Pipelines
const platform: Platform = {
  settings,
  stage,
  region,
  stackName,
  network,
  cluster,
  plugins,
  licences,
  schemas: registry && { name: registry.registryName, arn: registry.arn, region },
  startOrder: new StartOrder(settings.brokerType),
  logs,
  logBucket,
  encryption,
  tags,
};
const deployed = deployPipelines(platform);
const { database } = deployed;
const topicNames = Object.values(deployed.topics).map(({ name }) => name);

const { consumerAccounts } = settings;
if (consumerAccounts.length > 0) {
  new ClusterPolicy("consumers", {
    clusterArn: cluster.arn,
    policy: cluster.arn.apply((arn) => clusterReaderPolicy(arn, topicNames, consumerAccounts)),
  });
}

const client = settings.kafkaClient
  ? new KafkaClient("client", {
      vpcId: network.vpcId,
      subnetId: network.privateSubnetIds.apply(([subnet = ""]) => subnet),
      cluster,
      topics: topicNames,
      tools: plugins.upload(kafkaClientTools),
      region,
      database: database && {
        engine: database.engine,
        securityGroupId: database.securityGroupId,
        port: database.port,
        endpoint: database.endpoint,
        masterUser: database.masterUser,
        readableSecretArn: settings.kafkaClientReadsDatabaseSecret
          ? database.masterSecretArn
          : undefined,
      },
      startAfter: [network],
      permissionsBoundaryArn,
      ...encryption,
      tags,
    })
  : undefined;

const { brokerType, monitoringLevel, kafkaConnectVersion } = settings;
const healer = `${stackName}-restart-failed-tasks`;
const monitoring = settings.alarms
  ? new Monitoring("monitoring", {
      stackName,
      region,
      cluster: { clusterName: cluster.clusterName, brokerType, monitoringLevel },
      connectors: deployed.connectors,
      tables: deployed.tables,
      database,
      functions: { healing: { functionName: healer } },
      subscribers: settings.alarmSubscribers,
      ...encryption,
      tags,
    })
  : undefined;

const healing =
  monitoring &&
  new SelfHealing("healing", {
    functionName: healer,
    connectors: deployed.connectors,
    failedTaskAlarms: monitoring.failedTaskAlarms,
    kafkaConnectVersion,
    logs,
    permissionsBoundaryArn,
    tags,
  });

// Outputs, which outputs/schema.ts describes and promises; Pulumi warns of each that is undefined.
const outputs = defined({
  bootstrapServers: cluster.bootstrapServers,
  clusterArn: cluster.arn,
  clusterName: cluster.clusterName,
  clusterUuid: cluster.uuid,
  topics: mapped(deployed.topics, ({ topic }) => topic),
  topicReaderPolicies: mapped(deployed.topics, ({ topic }) =>
    pulumi
      .all([cluster.arn, topic])
      .apply(([arn, name]) => topicReaderPolicy(arn, name, registry !== undefined)),
  ),
  tables: mapped(deployed.tables, ({ tableName }) => tableName),
  tableArns: mapped(deployed.tables, ({ arn }) => arn),
  tableReaderPolicies: mapped(deployed.tables, (table) =>
    pulumi.all([table.arn, key?.arn]).apply(([arn, keyArn]) => tableReaderPolicy(arn, keyArn)),
  ),
  buckets: mapped(deployed.buckets, ({ bucketName }) => bucketName),
  bucketReaderPolicies: mapped(deployed.buckets, (bucket) =>
    pulumi.all([bucket.arn, key?.arn]).apply(([arn, keyArn]) => bucketReaderPolicy(arn, keyArn)),
  ),
  schemaRegistry: registry?.registryName,
  kmsKeyArn: key?.arn,
  databaseClusterArn: database?.clusterArn,
  databaseEngine: database?.engine,
  databaseSecretArn: database?.masterSecretArn,
  pluginBucket: plugins.bucketName,
  connectorArns: mapped(deployed.connectors, ({ arn }) => arn),
  logGroups: {
    brokers: cluster.logGroupName,
    ...mapped(deployed.connectors, ({ logGroupName }) => logGroupName),
    database: database?.auditLogGroupName,
    network: network.flowLogGroupName,
    healing: healing?.logGroupName,
  },
  logBucket,
  vpcId: network.vpcId,
  privateSubnetIds: network.privateSubnetIds,
  clientSecurityGroupId: clients.id,
  brokerSecurityGroupId: cluster.securityGroupId,
  clientInstanceId: client?.instanceId,
  alarmTopicArn: monitoring?.topicArn,
  dashboardName: monitoring?.dashboardName,
});

export = outputs;
