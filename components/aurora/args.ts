import type * as pulumi from "@pulumi/pulumi";
import type { CapturedDatabase } from "../../connectors/capturedMySql";
import type { CapturedPostgreSql } from "../../connectors/capturedPostgreSql";
import type { LogArgs } from "../parts/logs";
import type { Tags } from "../parts/tags";

/** How far the instances of Serverless v2 scale, in Aurora capacity units of about 2 GiB of memory. */
export interface ServerlessCapacity {
  /** 0.5 to 256 in steps of 0.5; that much is billed at any time. */
  readonly minAcu: number;
  /** minAcu to 256 in steps of 0.5. */
  readonly maxAcu: number;
}

/** What a cluster of either engine is made of. */
export interface AuroraArgs {
  /**
   * Identifier of the cluster, 1 to 60 lower-case letters, digits and hyphens; those of its instances
   * start with it. A new name replaces the cluster.
   */
  readonly clusterName: string;
  readonly vpcId: pulumi.Input<string>;
  /** Private subnets in at least two zones. */
  readonly subnetIds: pulumi.Input<pulumi.Input<string>[]>;
  /** `db.serverless`, or a provisioned class such as `db.r6g.large`; no `db.t` class. */
  readonly instanceClass: string;
  /** How far the instances scale; only those of `db.serverless` do. */
  readonly capacity: ServerlessCapacity;
  /** Instances, 1 to 15: the writer, and readers that take over when it fails. */
  readonly instances: number;
  /** Days that the automatic backups are kept, 1 to 35. */
  readonly backupDays: number;
  /** Whether connections, and changes of tables and rights, are logged to CloudWatch. */
  readonly auditLogs: boolean;
  /** How the audit log is kept. */
  readonly logs: LogArgs;
  /**
   * ARN of the KMS key that encrypts the data, the backups and both secrets. Another key replaces
   * the cluster.
   * @default - the account's keys for RDS and Secrets Manager
   */
  readonly kmsKeyArn?: pulumi.Input<string> | undefined;
  /**
   * Whether both Pulumi and RDS refuse to delete the cluster, and the capture user's secret can be
   * recovered for 30 days.
   * @default false
   */
  readonly deletionProtection?: boolean;
  /**
   * Whether a cluster that is deleted leaves a last snapshot, and its automated backups until they
   * expire.
   * @default true
   */
  readonly finalSnapshot?: boolean;
  /** Name of the database user by whom changes are captured, 1 to 32 lower-case letters and `_`. */
  readonly captureUser: string;
  /** Name of the secret that holds the user's `username` and `password`. */
  readonly captureSecretName: string;
  /** @default - none */
  readonly tags?: Tags | undefined;
}

export interface AuroraMySqlArgs extends AuroraArgs {
  /**
   * Version of Aurora MySQL 3 such as `8.0.mysql_aurora.3.10.5`, 3.10 being supported longest. A cluster
   * that AWS has patched beyond it stays as it is.
   * @see https://github.com/hashicorp/terraform-provider-aws/pull/49396
   */
  readonly engineVersion: string;
  /** Hours that a binlog is kept, 1 to 2160: as long as a connector may be away. */
  readonly binlogRetentionHours: number;
  /** The database whose changes are captured, and what makes it; through the Data API. */
  readonly database: CapturedDatabase;
}

export interface AuroraPostgreSqlArgs extends AuroraArgs {
  /**
   * Version of Aurora PostgreSQL 16, which Debezium 2.7 was tested with, such as `16.8`, supported
   * longest. A cluster that AWS has patched beyond it stays as it is.
   */
  readonly engineVersion: string;
  /**
   * The database whose changes are captured, and what makes its tables, through the Data API. Its name
   * cannot change: another one replaces the cluster.
   */
  readonly database: CapturedPostgreSql;
}
