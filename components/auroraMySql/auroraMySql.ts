import * as cloudwatch from "@pulumi/aws/cloudwatch";
import * as ec2 from "@pulumi/aws/ec2";
import * as rds from "@pulumi/aws/rds";
import * as pulumi from "@pulumi/pulumi";
import { MYSQL_PORT } from "../parts/ports";
import { validate } from "../parts/validate";
import type { AuroraMySqlArgs } from "./args";
import { bootstrapDatabase, captureSecret } from "./bootstrap";
import { databaseChecks } from "./checks";
import { createCluster, createInstances, MASTER_USER } from "./cluster";

/**
 * Aurora MySQL cluster in private subnets whose changes can be captured: encrypted, reached by TLS
 * only and by nobody whose security group is not let in, with a binlog of whole rows. RDS keeps and
 * rotates the master user's password. The database and the user who captures its changes are set up
 * through the Data API. Instances are billed by the hour.
 *
 *     const database = new AuroraMySql("sales", { clusterName: "sales", instanceClass: "db.r6g.large", ... });
 */
export class AuroraMySql extends pulumi.ComponentResource {
  readonly clusterArn: pulumi.Output<string>;
  readonly clusterIdentifier: pulumi.Output<string>;
  /** Address of the writer, wherever it is. */
  readonly endpoint: pulumi.Output<string>;
  readonly port = MYSQL_PORT;
  /** Security group of the instances, which admits nobody by itself. */
  readonly securityGroupId: pulumi.Output<string>;
  readonly masterUser = MASTER_USER;
  readonly masterSecretArn: pulumi.Output<string>;
  readonly captureSecretArn: pulumi.Output<string>;
  readonly captureSecretName: pulumi.Output<string>;
  readonly captureUser: string;
  /** What must have run before changes can be captured. */
  readonly bootstrap: pulumi.Resource;
  /** Log group of the audit log, where there is one. */
  readonly auditLogGroupName: pulumi.Output<string> | undefined;

  constructor(name: string, args: AuroraMySqlArgs, opts?: pulumi.ComponentResourceOptions) {
    super("msk-pipeline:components:AuroraMySql", name, args, opts);
    validate("AuroraMySql", databaseChecks(args));
    const { database, captureUser, binlogRetentionHours } = args;
    const group = this.createSecurityGroup(name, args);
    const auditLog = args.auditLogs ? this.createAuditLog(name, args) : undefined;
    const subnets = this.createSubnetGroup(name, args);
    const cluster = createCluster(name, args, { group, subnets, auditLog }, this);
    const instances = createInstances(name, args, cluster, this);
    const secret = captureSecret(name, args, this);
    this.clusterArn = cluster.arn;
    this.clusterIdentifier = cluster.clusterIdentifier;
    this.endpoint = cluster.endpoint;
    this.securityGroupId = group.id;
    this.masterSecretArn = cluster.masterUserSecrets.apply(masterSecretArn);
    this.captureSecretArn = secret.arn;
    this.captureSecretName = secret.name;
    this.captureUser = captureUser;
    this.auditLogGroupName = auditLog?.name;
    this.bootstrap = bootstrapDatabase(
      name,
      {
        clusterArn: cluster.arn,
        clusterResourceId: cluster.clusterResourceId,
        masterSecretArn: this.masterSecretArn,
        captureSecretArn: secret.arn,
        database,
        captureUser,
        binlogRetentionHours,
      },
      { parent: this, instances },
    );
    this.registerOutputs({ clusterArn: this.clusterArn, endpoint: this.endpoint });
  }

  private createSecurityGroup(name: string, args: AuroraMySqlArgs): ec2.SecurityGroup {
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

  private createSubnetGroup(name: string, { subnetIds, tags }: AuroraMySqlArgs): rds.SubnetGroup {
    return new rds.SubnetGroup(`${name}-subnets`, { subnetIds, tags }, { parent: this });
  }

  /** RDS would make it by itself, kept for ever, and leave it behind. RDS fixes its name, too. */
  private createAuditLog(name: string, args: AuroraMySqlArgs): cloudwatch.LogGroup {
    const { retentionDays, kmsKeyArn } = args.logs;
    return new cloudwatch.LogGroup(
      `${name}-audit-logs`,
      {
        name: auditLogGroupName(args.clusterName),
        retentionInDays: retentionDays,
        ...(kmsKeyArn === undefined ? {} : { kmsKeyId: kmsKeyArn }),
        tags: args.tags,
      },
      { parent: this },
    );
  }
}

/** @see https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/AuroraMySQL.Integrating.CloudWatch.html */
export function auditLogGroupName(clusterName: string): string {
  return `/aws/rds/cluster/${clusterName}/audit`;
}

function masterSecretArn(secrets: readonly { readonly secretArn: string }[]): string {
  const [secret] = secrets;
  if (secret === undefined) throw new Error("RDS made no secret for the master user");
  return secret.secretArn;
}
