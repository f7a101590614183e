import assert from "node:assert/strict";
import {
  AuroraMySql,
  AuroraPostgreSql,
  type AuroraArgs,
  type AuroraCluster,
  type AuroraMySqlArgs,
  type AuroraPostgreSqlArgs,
} from "../../components";
import { salesPostgreSql } from "../../connectors/salesDatabase";
import { evaluate, type Evaluation } from "../../plan/evaluate";
import type { PlannedResource } from "../../plan/plan";

/** What a stage for development has of either engine. */
const ofEither: AuroraArgs = {
  clusterName: "sales-dev",
  vpcId: "vpc-1",
  subnetIds: ["subnet-1", "subnet-2"],
  instanceClass: "db.serverless",
  capacity: { minAcu: 0.5, maxAcu: 2 },
  instances: 1,
  backupDays: 1,
  finalSnapshot: false,
  auditLogs: false,
  logs: { retentionDays: 7 },
  captureUser: "debezium",
  captureSecretName: "sales-dev/debezium",
  tags: { Stage: "test" },
};

/** As a stage for development has it. */
export const small: AuroraMySqlArgs = {
  ...ofEither,
  engineVersion: "8.0.mysql_aurora.3.10.5",
  binlogRetentionHours: 24,
  database: {
    name: "sales",
    setup: { purpose: "create the database", statements: ["CREATE DATABASE IF NOT EXISTS sales"] },
  },
};

/** As a stage for production has it. */
export const large: AuroraMySqlArgs = {
  ...small,
  clusterName: "sales-prod",
  instanceClass: "db.r6g.large",
  instances: 3,
  backupDays: 14,
  finalSnapshot: true,
  auditLogs: true,
  logs: { retentionDays: 365, kmsKeyArn: "arn:key" },
  kmsKeyArn: "arn:key",
  deletionProtection: true,
};

/** As a stage for development has it, on the other engine. */
export const smallPostgreSql: AuroraPostgreSqlArgs = {
  ...ofEither,
  engineVersion: "16.8",
  database: salesPostgreSql,
};

/** Deploys it as `sales` and answers its outputs, too. */
export function deploy(args: AuroraMySqlArgs): Promise<Evaluation> {
  return deployed(() => new AuroraMySql("sales", args));
}

/** As deploy. */
export function deployPostgreSql(args: AuroraPostgreSqlArgs): Promise<Evaluation> {
  return deployed(() => new AuroraPostgreSql("sales", args));
}

function deployed(create: () => AuroraCluster): Promise<Evaluation> {
  return evaluate(() => {
    const { bootstrap, ...outputs } = create();
    assert.ok(bootstrap);
    const { clusterArn, endpoint, port, masterSecretArn, auditLogGroupName } = outputs;
    const { captureSecretArn, captureSecretName, captureUser, securityGroupId } = outputs;
    return {
      ...{ clusterArn, endpoint, port, masterSecretArn, auditLogGroupName },
      ...{ captureSecretArn, captureSecretName, captureUser, securityGroupId },
    };
  });
}

export const resources = async (args: AuroraMySqlArgs): Promise<readonly PlannedResource[]> =>
  (await deploy(args)).resources;
