import type { Input } from "@pulumi/pulumi";
import type { AuroraEngine } from "../../support/awsLimits";
import type { Alarm } from "./alarm";
import type { Metric } from "./metric";

/** A database that is deployed; an AuroraMySql or AuroraPostgreSql is one. */
export interface WatchedDatabase {
  readonly clusterIdentifier: Input<string>;
  readonly engine: AuroraEngine;
}

const GIB = 1024 ** 3;
/** What the log may take before somebody looks. It costs storage, and a capture reads it all. */
const MOST_LOG = 100 * GIB;
/** What must be left of the volume, which does not grow beyond Aurora's limit. */
const LEAST_LEFT = 1024 * GIB;

/**
 * Names a metric of the writer, whichever instance it is.
 *
 * @see https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/creating_alarms.html
 */
export function ofWriter<Name>(clusterIdentifier: Name, metricName: string): Metric<Name | string> {
  const dimensions = { DBClusterIdentifier: clusterIdentifier, Role: "WRITER" };
  return { namespace: "AWS/RDS", metricName, dimensions };
}

/** Names a metric of the database's volume. */
export function ofVolume<Name>(clusterIdentifier: Name, metricName: string): Metric<Name> {
  const dimensions = { DBClusterIdentifier: clusterIdentifier };
  return { namespace: "AWS/RDS", metricName, dimensions };
}

/** What the log that captures read takes: MySQL's binlog, and what PostgreSQL keeps for its slots. */
export const logOf = {
  "aurora-mysql": { name: "binlog", metricName: "SumBinaryLogSize" },
  "aurora-postgresql": { name: "wal", metricName: "TransactionLogsDiskUsage" },
} as const;

/** @see https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Aurora.AuroraMonitoring.Metrics.html */
export function databaseAlarms({ clusterIdentifier, engine }: WatchedDatabase): Alarm[] {
  const { name, metricName } = logOf[engine];
  return [
    {
      ...alarm("away", "The database has no writer that answers"),
      metric: ofWriter(clusterIdentifier, "EngineUptime"),
      statistic: "Maximum",
      bad: "<=",
      threshold: 0,
      periodSeconds: 60,
      periods: 5,
      silenceIsBad: true,
    },
    {
      ...alarm("cpu", "The database's CPU has been more than 80 % busy for 15 minutes"),
      metric: ofWriter(clusterIdentifier, "CPUUtilization"),
      statistic: "Average",
      bad: ">",
      threshold: 80,
      periodSeconds: 300,
      periods: 3,
      silenceIsBad: false,
    },
    {
      ...alarm(name, `The database's ${name === "wal" ? "log" : name} takes more than 100 GiB`),
      metric: ofWriter(clusterIdentifier, metricName),
      statistic: "Maximum",
      bad: ">",
      threshold: MOST_LOG,
      periodSeconds: 300,
      periods: 3,
      silenceIsBad: false,
    },
    {
      ...alarm("volume", "The database's volume has less than 1 TiB left to grow by"),
      metric: ofVolume(clusterIdentifier, "AuroraVolumeBytesLeftTotal"),
      statistic: "Minimum",
      bad: "<",
      threshold: LEAST_LEFT,
      periodSeconds: 300,
      periods: 3,
      silenceIsBad: false,
    },
  ];
}

function alarm(what: string, says: string): Pick<Alarm, "name" | "entry" | "says"> {
  return { name: `database-${what}`, entry: `database-${what}`, says };
}
