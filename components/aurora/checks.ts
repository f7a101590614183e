import { DATABASE_NAME } from "../../connectors/capturedMySql";
import { POSTGRESQL_NAME, TABLE_NAME } from "../../connectors/capturedPostgreSql";
import { USER_NAME } from "../../connectors/databaseSetup";
import type { AuroraArgs, AuroraMySqlArgs, AuroraPostgreSqlArgs, ServerlessCapacity } from "./args";
import {
  BACKUP_DAYS,
  BINLOG_RETENTION_HOURS,
  DATABASE_ACU,
  DATABASE_CLASS,
  DATABASE_INSTANCES,
  MYSQL_VERSION,
  POSTGRESQL_VERSION,
} from "../../support/awsLimits";
import { between, matches, type Check } from "../parts/validate";

export function mySqlChecks(args: AuroraMySqlArgs): Check[] {
  return [
    matches(
      "engineVersion",
      args.engineVersion,
      MYSQL_VERSION,
      "Aurora MySQL 3.07 or later such as 8.0.mysql_aurora.3.10.5",
    ),
    ...clusterChecks(args),
    between("binlogRetentionHours", args.binlogRetentionHours, BINLOG_RETENTION_HOURS, " hours"),
    matches(
      "database.name",
      args.database.name,
      DATABASE_NAME,
      "1 to 64 letters, digits and underscores, no digit first",
    ),
  ];
}

export function postgreSqlChecks(args: AuroraPostgreSqlArgs): Check[] {
  const { name, schema, publication, tables } = args.database;
  const lowerCase = "1 to 63 lower-case letters, digits and underscores, no digit first";
  return [
    matches(
      "engineVersion",
      args.engineVersion,
      POSTGRESQL_VERSION,
      "Aurora PostgreSQL 16.4 or later of 16, which Debezium 2.7 was tested with, such as 16.8",
    ),
    ...clusterChecks(args),
    matches("database.name", name, POSTGRESQL_NAME, lowerCase),
    matches("database.schema", schema, POSTGRESQL_NAME, lowerCase),
    matches("database.publication", publication, POSTGRESQL_NAME, lowerCase),
    {
      propertyPath: "database.tables",
      holds: tables.length > 0,
      reason: "must name at least one table, got none",
    },
    ...tables.map((table, i) =>
      matches(
        `database.tables[${i}]`,
        table,
        TABLE_NAME,
        "1 to 63 letters, digits and underscores, no digit first",
      ),
    ),
  ];
}

function clusterChecks(args: AuroraArgs): Check[] {
  return [
    matches(
      "clusterName",
      args.clusterName,
      // The instances' identifiers have 63 characters at most, and end in a hyphen and a number.
      /^(?=.{1,60}$)[a-z][a-z0-9]*(-[a-z0-9]+)*$/,
      "1 to 60 lower-case letters, digits and single hyphens, a letter first",
    ),
    matches(
      "instanceClass",
      args.instanceClass,
      DATABASE_CLASS,
      "db.serverless or a provisioned class such as db.r6g.large; by the Data API the database is set up, and db.t classes have none",
    ),
    ...capacityChecks(args),
    between("instances", args.instances, DATABASE_INSTANCES),
    between("backupDays", args.backupDays, BACKUP_DAYS, " days"),
    matches(
      "captureUser",
      args.captureUser,
      USER_NAME,
      "1 to 32 lower-case letters and underscores",
    ),
    matches(
      "captureSecretName",
      args.captureSecretName,
      /^[\w/+=.@-]{1,512}$/,
      "1 to 512 letters, digits and /_+=.@-",
    ),
  ];
}

function capacityChecks({ capacity }: AuroraArgs): Check[] {
  const { minAcu, maxAcu } = capacity;
  return [
    unitsCheck("minAcu", capacity),
    unitsCheck("maxAcu", capacity),
    {
      propertyPath: "capacity.minAcu",
      holds: minAcu <= maxAcu,
      reason: `must be at most maxAcu, which is ${maxAcu}, got ${minAcu}`,
    },
  ];
}

function unitsCheck(key: keyof ServerlessCapacity, capacity: ServerlessCapacity): Check {
  const units = capacity[key];
  const { least, most, step } = DATABASE_ACU;
  return {
    propertyPath: `capacity.${key}`,
    holds: Number.isInteger(units / step) && units >= least && units <= most,
    reason: `must be from ${least} to ${most} Aurora capacity units in steps of ${step}, got ${units}`,
  };
}
