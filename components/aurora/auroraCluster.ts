import * as cloudwatch from "@pulumi/aws/cloudwatch";
import * as ec2 from "@pulumi/aws/ec2";
import * as rds from "@pulumi/aws/rds";
import * as pulumi from "@pulumi/pulumi";
import { isPostgreSql, type AuroraEngine } from "../../support/awsLimits";
import { validate, type Check } from "../parts/validate";
import type { AuroraArgs } from "./args";
import { bootstrapDatabase, captureSecret } from "./bootstrap";
import { createCluster, createInstances } from "./cluster";
import type { Engine } from "./engine";

/** What a cluster of either engine is; AuroraMySql and AuroraPostgreSql say of which. */
export abstract class AuroraCluster extends pulumi.ComponentResource {
  readonly clusterArn: pulumi.Output<string>;
  readonly clusterIdentifier: pulumi.Output<string>;
  /** Address of the writer, wherever it is. */
  readonly endpoint: pulumi.Output<string>;
  readonly engine: AuroraEngine;
  readonly port: number;
  /** Security group of the instances, which admits nobody by itself. */
  readonly securityGroupId: pulumi.Output<string>;
  readonly masterUser: string;
  readonly masterSecretArn: pulumi.Output<string>;
  readonly captureSecretArn: pulumi.Output<string>;
  readonly captureSecretName: pulumi.Output<string>;
  readonly captureUser: string;
  /** What must have run before changes can be captured. */
  readonly bootstrap: pulumi.Resource;
  /** Log group of the audit log, where there is one. */
  readonly auditLogGroupName: pulumi.Output<string> | undefined;

  protected constructor(
    kind: {
      readonly type: string;
      readonly checks: readonly Check[];
      readonly engine: () => Engine;
    },
    name: string,
    args: AuroraArgs,
    opts?: pulumi.ComponentResourceOptions,
  ) {
    super(`msk-pipeline:components:${kind.type}`, name, args, opts);
    validate(kind.type, kind.checks);
    const engine = kind.engine();
    const group = this.createSecurityGroup(name, args);
    const auditLog = args.auditLogs ? this.createAuditLog(name, args, engine) : undefined;
    const subnets = this.createSubnetGroup(name, args);
    const cluster = createCluster(name, args, engine, { group, subnets, auditLog }, this);
    const instances = createInstances(name, args, engine, cluster, this);
    const secret = captureSecret(name, args, this);
    this.clusterArn = cluster.arn;
    this.clusterIdentifier = cluster.clusterIdentifier;
    this.endpoint = cluster.endpoint;
    this.engine = engine.engine;
    this.port = engine.port;
    this.securityGroupId = group.id;
    this.masterUser = engine.masterUser;
    this.masterSecretArn = cluster.masterUserSecrets.apply(masterSecretArn);
    this.captureSecretArn = secret.arn;
    this.captureSecretName = secret.name;
    this.captureUser = args.captureUser;
    this.auditLogGroupName = auditLog?.name;
    this.bootstrap = bootstrapDatabase(
      name,
      {
        clusterArn: cluster.arn,
        clusterResourceId: cluster.clusterResourceId,
        masterSecretArn: this.masterSecretArn,
        captureSecretArn: secret.arn,
        engine,
      },
      { parent: this, instances },
    );
    this.registerOutputs({ clusterArn: this.clusterArn, endpoint: this.endpoint });
  }

  private createSecurityGroup(name: string, args: AuroraArgs): ec2.SecurityGroup {
    return new ec2.SecurityGroup(
      `${name}-group`,
      {
        vpcId: args.vpcId,
        description: `Database ${args.clusterName}`,
        tags: { ...args.tags, Name: `${args.clusterName}-database` },
      },
      { parent: this },
    );
  }

  private createSubnetGroup(name: string, { subnetIds, tags }: AuroraArgs): rds.SubnetGroup {
    return new rds.SubnetGroup(`${name}-subnets`, { subnetIds, tags }, { parent: this });
  }

  /** RDS would make it by itself, kept for ever, and leave it behind. RDS fixes its name, too. */
  private createAuditLog(
    name: string,
    { clusterName, logs, tags }: AuroraArgs,
    { auditLog }: Engine,
  ): cloudwatch.LogGroup {
    const { retentionDays, kmsKeyArn } = logs;
    return new cloudwatch.LogGroup(
      `${name}-audit-logs`,
      {
        name: logGroupName(clusterName, auditLog),
        retentionInDays: retentionDays,
        ...(kmsKeyArn === undefined ? {} : { kmsKeyId: kmsKeyArn }),
        tags,
      },
      { parent: this },
    );
  }
}

/**
 * @see https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/AuroraMySQL.Integrating.CloudWatch.html
 * @see https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/AuroraPostgreSQL.CloudWatch.html
 */
function logGroupName(clusterName: string, log: Engine["auditLog"]): string {
  return `/aws/rds/cluster/${clusterName}/${log}`;
}

/** Returns the name of the log group of a cluster's audit log, for what must know it before. */
export function auditLogGroupName(clusterName: string, engineVersion: string): string {
  return logGroupName(clusterName, isPostgreSql(engineVersion) ? "postgresql" : "audit");
}

function masterSecretArn(secrets: readonly { readonly secretArn: string }[]): string {
  const [secret] = secrets;
  if (secret === undefined) throw new Error("RDS made no secret for the master user");
  return secret.secretArn;
}
