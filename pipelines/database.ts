import type { ComponentResourceOptions } from "@pulumi/pulumi";
import { AuroraMySql, AuroraPostgreSql, type AuroraArgs, type AuroraCluster } from "../components";
import { debeziumMySql19, debeziumMySql27, debeziumPostgreSql27 } from "../archives/catalogue";
import type { Connector } from "../connectors/connector";
import type { DebeziumArgs } from "../connectors/debezium";
import { debeziumMySql, historyTopic } from "../connectors/debeziumMySql";
import { debeziumPostgreSql } from "../connectors/debeziumPostgreSql";
import { SALES_TOPIC_PREFIX } from "../connectors/names";
import {
  SALES_DATABASE,
  SALES_TABLE,
  salesDatabase,
  salesPostgreSql,
} from "../connectors/salesDatabase";
import { isPostgreSql } from "../support/awsLimits";
import { createTopic, type Platform, type Topic } from "./platform";

/** The sales database and what captures it. */
export interface Captured {
  readonly database: AuroraCluster;
  readonly capture: Connector;
  /** Topics that the capture keeps for itself. */
  readonly owned: readonly Topic[];
}

/** Creates the database that the stage's version asks for, and says what captures its changes. */
export function createDatabase(platform: Platform): Captured {
  return isPostgreSql(platform.settings.databaseVersion) ? postgreSql(platform) : mySql(platform);
}

function mySql(platform: Platform): Captured {
  const { settings, cluster } = platform;
  const args = {
    ...auroraArgs(platform),
    engineVersion: settings.databaseVersion,
    binlogRetentionHours: settings.binlogRetentionHours,
    database: salesDatabase,
  };
  const database = new AuroraMySql("database", args, insteadOf("AuroraPostgreSql"));
  const history = createTopic(platform, "schema-history", {
    topic: historyTopic(SALES_TOPIC_PREFIX),
    partitions: 1,
    retention: "forever",
  });
  const { debeziumVersion: version } = settings;
  const capture = debeziumMySql({
    ...captureArgs(platform, database),
    plugin: version === "2.7" ? debeziumMySql27 : debeziumMySql19,
    version,
    serverId: 184054,
    database: SALES_DATABASE,
    tables: [SALES_TABLE],
    bootstrapServers: cluster.bootstrapServers,
  });
  return { database, capture, owned: [history] };
}

function postgreSql(platform: Platform): Captured {
  const args = {
    ...auroraArgs(platform),
    engineVersion: platform.settings.databaseVersion,
    database: salesPostgreSql,
  };
  const database = new AuroraPostgreSql("database", args, insteadOf("AuroraMySql"));
  const capture = debeziumPostgreSql({
    ...captureArgs(platform, database),
    plugin: debeziumPostgreSql27,
    database: salesPostgreSql,
  });
  return { database, capture, owned: [] };
}

/** Has the one engine take the other's place: two clusters of one name cannot be. */
function insteadOf(type: "AuroraMySql" | "AuroraPostgreSql"): ComponentResourceOptions {
  return { aliases: [{ type: `msk-pipeline:components:${type}` }] };
}

function auroraArgs({
  settings,
  stackName,
  network,
  logs,
  encryption,
  tags,
}: Platform): AuroraArgs {
  const { databaseMinAcu: minAcu, databaseMaxAcu: maxAcu } = settings;
  return {
    clusterName: stackName,
    vpcId: network.vpcId,
    subnetIds: network.privateSubnetIds,
    instanceClass: settings.databaseClass,
    capacity: { minAcu, maxAcu },
    instances: settings.databaseInstances,
    backupDays: settings.databaseBackupDays,
    auditLogs: settings.databaseAuditLogs,
    captureUser: "debezium",
    captureSecretName: `${stackName}-debezium`,
    logs,
    ...encryption,
    deletionProtection: settings.protectData,
    finalSnapshot: settings.databaseFinalSnapshot,
    tags,
  };
}

function captureArgs(
  { settings, stage, region, encryption, schemas }: Platform,
  database: AuroraCluster,
): Omit<DebeziumArgs, "plugin"> {
  return {
    stage,
    name: "sales-capture",
    hostname: database.endpoint,
    credentials: {
      name: database.captureSecretName,
      arn: database.captureSecretArn,
      ...encryption,
    },
    region,
    topicPrefix: SALES_TOPIC_PREFIX,
    kafkaConnectVersion: settings.kafkaConnectVersion,
    dropDefaults: schemas !== undefined,
  };
}
