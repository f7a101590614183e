import * as pulumi from "@pulumi/pulumi";
import {
  ClientSecurityGroup,
  EncryptionKey,
  KafkaClient,
  MskCluster,
  Network,
  PluginBucket,
  auditLogGroupName,
  logGroupPrefix,
} from "./components";
import { interfaceEndpoints } from "./config/endpoints";
import { loadSettings } from "./config/settings";
import { LICENCE_TOPIC } from "./connectors/dynamoDbSink";
import { kafkaClientTools } from "./archives/catalogue";
import { cdcPipeline } from "./pipelines/cdc";
import { ordersPipeline } from "./pipelines/orders";
import { combined, mapped } from "./pipelines/outputs";
import { createTopic, type Platform } from "./pipelines/platform";
import { StartOrder } from "./pipelines/startOrder";

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
      logGroups: [`${logGroupPrefix()}/*`, auditLogGroupName(stackName)],
      deletionProtection,
      tags,
    })
  : undefined;
const encryption = { kmsKeyArn: key?.arn };
const logs = { retentionDays: settings.logRetentionDays, ...encryption };

const network = new Network("network", {
  cidr: settings.vpcCidr,
  region,
  zones: settings.zones,
  zoneNames: settings.availabilityZones.length > 0 ? settings.availabilityZones : undefined,
  nat: settings.nat,
  interfaceEndpoints: interfaceEndpoints(settings),
  endpointsInEveryZone: settings.protectData,
  tables: [settings.tableNameFormat.replace("${topic}", "*")],
  flowLogs: settings.flowLogs ? logs : undefined,
  permissionsBoundaryArn,
  tags,
});

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
  vpcId: network.vpcId,
  subnetIds: network.privateSubnetIds,
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
  startOrder: new StartOrder(settings.brokerType),
  logs,
  encryption,
  tags,
};
const orders = settings.pipeline === "cdc" ? undefined : ordersPipeline(platform);
const cdc = settings.pipeline === "orders" ? undefined : cdcPipeline(platform);
const deployed = combined([orders, cdc]);

const client = settings.kafkaClient
  ? new KafkaClient("client", {
      vpcId: network.vpcId,
      subnetId: network.privateSubnetIds.apply(([subnet = ""]) => subnet),
      cluster,
      topics: Object.values(deployed.topics).map(({ name }) => name),
      tools: plugins.upload(kafkaClientTools),
      region,
      database: cdc && {
        securityGroupId: cdc.database.securityGroupId,
        endpoint: cdc.database.endpoint,
        masterUser: cdc.database.masterUser,
        readableSecretArn: settings.kafkaClientReadsDatabaseSecret
          ? cdc.database.masterSecretArn
          : undefined,
      },
      startAfter: [network],
      permissionsBoundaryArn,
      ...encryption,
      tags,
    })
  : undefined;

/** Brokers' addresses for clients that authenticate by IAM, as Kafka takes them. */
export const bootstrapServers = cluster.bootstrapServers;
/** ARN of the Kafka cluster, from which those of its topics and groups follow. */
export const clusterArn = cluster.arn;
export const clusterName = cluster.clusterName;
/** Last part of the cluster's ARN. */
export const clusterUuid = cluster.uuid;
/** Kafka topics of the pipelines by their role. */
export const topics = mapped(deployed.topics, ({ topic }) => topic);
/** DynamoDB tables of the pipelines by their role. */
export const tables = mapped(deployed.tables, ({ tableName }) => tableName);
export const tableArns = mapped(deployed.tables, ({ arn }) => arn);
/** KMS key of the tables, whose readers need to decrypt with it; a stage without customerManagedKey has none. */
export const kmsKeyArn = key?.arn;
/** Aurora cluster of the sales orders, and the secret of its master user; where the stage runs cdc. */
export const databaseClusterArn = cdc?.database.clusterArn;
export const databaseSecretArn = cdc?.database.masterSecretArn;
/** Bucket of the connector plugins' archives. */
export const pluginBucket = plugins.bucketName;
/** ARNs of the connectors by name. */
export const connectorArns = mapped(deployed.connectors, ({ arn }) => arn);
/** CloudWatch log groups by what logs into them. */
export const logGroups = {
  brokers: cluster.logGroupName,
  ...mapped(deployed.connectors, ({ logGroupName }) => logGroupName),
  database: cdc?.database.auditLogGroupName,
  network: network.flowLogGroupName,
};
export const vpcId = network.vpcId;
/** Subnets of the brokers and connectors, where clients may live too. */
export const privateSubnetIds = network.privateSubnetIds;
/** Security group that admits its members to the brokers: attach it to clients. */
export const clientSecurityGroupId = clients.id;
/** Instance to open a session on, where the stage has the client. */
export const clientInstanceId = client?.instanceId;
