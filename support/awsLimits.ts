/** A whole number within AWS's bounds. */
export interface Range {
  readonly least: number;
  readonly most: number;
}

/**
 * Availability Zones of a VPC here: MSK takes two or three, in us-west-1 two only.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-msk-cluster-brokernodegroupinfo.html
 */
export const VPC_ZONES: Range = { least: 2, most: 3 };

/**
 * Bits of a VPC's mask. AWS takes /16 to /28; a sixteenth of the range must be a subnet of /28 at least.
 *
 * @see https://docs.aws.amazon.com/vpc/latest/userguide/vpc-cidr-blocks.html
 */
export const VPC_MASK_BITS: Range = { least: 16, most: 24 };

/** @see https://docs.aws.amazon.com/msk/latest/developerguide/limits.html */
export const BROKER_VOLUME_GIB: Range = { least: 1, most: 16_384 };

/**
 * Least hours that a topic with tiered storage keeps its records.
 *
 * @see https://docs.aws.amazon.com/msk/latest/developerguide/msk-guidelines-tiered-storage-topic-level-config.html
 */
export const LEAST_TIERED_HOURS = 72;

/** @see https://docs.aws.amazon.com/msk/latest/developerguide/metrics-details.html */
export const MONITORING_LEVELS = [
  "DEFAULT",
  "PER_BROKER",
  "PER_TOPIC_PER_BROKER",
  "PER_TOPIC_PER_PARTITION",
] as const;

/** CloudWatch metrics of a cluster: each level has those of the one before it and more. */
export type MonitoringLevel = (typeof MONITORING_LEVELS)[number];

/** @see https://docs.aws.amazon.com/msk/latest/developerguide/msk-connect-workers.html */
export const KAFKA_CONNECT_VERSIONS = ["2.7.1", "3.7.x"] as const;

/** Kafka Connect version of workers, as MSK Connect names it. */
export type KafkaConnectVersion = (typeof KAFKA_CONNECT_VERSIONS)[number];

/** @see https://docs.aws.amazon.com/msk/latest/developerguide/msk-connect-capacity.html */
export const CONNECTOR_WORKERS: Range = { least: 1, most: 10 };

/** @see https://docs.aws.amazon.com/msk/latest/developerguide/msk-connect-capacity.html */
export const MCU_COUNTS = [1, 2, 4, 8] as const;

/** @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/ServiceQuotas.html */
export const TABLE_CAPACITY: Range = { least: 1, most: 40_000 };

/**
 * Versions of Aurora MySQL 3 with the Data API for clusters of provisioned instances.
 *
 * @see https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Concepts.Aurora_Fea_Regions_DB-eng.Feature.Data_API.html
 */
export const MYSQL_VERSION = /^8\.0\.mysql_aurora\.3\.(0[7-9]|[1-9]\d)\.\d{1,2}$/;

/**
 * Versions of Aurora PostgreSQL whose changes Debezium 2.7 reads: 16 is the newest that it was tested
 * with, and Amazon names each as its community calls it. The first three are what Pulumi reads where
 * a file of settings has 16.10, 16.20 or 16.30 without quotes.
 *
 * @see https://debezium.io/releases/2.7/
 */
export const POSTGRESQL_VERSION = /^16\.([4-9]|[1-9]\d)$/;

/** Aurora's engines, as RDS names them. */
export const AURORA_ENGINES = ["aurora-mysql", "aurora-postgresql"] as const;

export type AuroraEngine = (typeof AURORA_ENGINES)[number];

/** Tells whether a version of Aurora is one of Aurora PostgreSQL. */
export function isPostgreSql(version: string): boolean {
  return POSTGRESQL_VERSION.test(version);
}

/**
 * Instance classes of Aurora with the Data API, by which the database is set up; db.t classes have none.
 *
 * @see https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/data-api.html
 */
export const DATABASE_CLASS = /^db\.(serverless|(r|x)\d\w*\.(large|([1-9]\d?)?xlarge))$/;

/** @see https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/CHAP_Limits.html */
export const DATABASE_INSTANCES: Range = { least: 1, most: 15 };

/** @see https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Aurora.Managing.Backups.html */
export const BACKUP_DAYS: Range = { least: 1, most: 35 };

/**
 * Aurora Capacity Units, which come in halves.
 *
 * @see https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/aurora-serverless-v2.setting-capacity.html
 */
export const DATABASE_ACU = { least: 0.5, most: 256, step: 0.5 } as const;

/**
 * Hours that Aurora MySQL 3 keeps a binlog, 90 days at most.
 *
 * @see https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/mysql-stored-proc-configuring.html
 */
export const BINLOG_RETENTION_HOURS: Range = { least: 1, most: 2160 };
