import { USER_NAME } from "../../connectors/salesDatabase";
import type { AuroraMySqlArgs, ServerlessCapacity } from "./args";
import { inRange, matches, type Check } from "../parts/validate";

export function databaseChecks(args: AuroraMySqlArgs): Check[] {
  return [
    matches(
      "clusterName",
      args.clusterName,
      // The instances' identifiers have 63 characters at most, and end in a hyphen and a number.
      /^(?=.{1,60}$)[a-z][a-z0-9]*(-[a-z0-9]+)*$/,
      "1 to 60 lower-case letters, digits and single hyphens, a letter first",
    ),
    matches(
      "engineVersion",
      args.engineVersion,
      /^8\.0\.mysql_aurora\.3\.\d{2}\.\d{1,2}$/,
      "a version of Aurora MySQL 3 such as 8.0.mysql_aurora.3.10.5",
    ),
    matches(
      "instanceClass",
      args.instanceClass,
      /^db\.(serverless|[a-su-z]\w*\.\w+)$/,
      "db.serverless or a provisioned class such as db.r6g.large; by the Data API the database is set up, and db.t classes have none",
    ),
    ...capacityChecks(args),
    inRange("instances", args.instances, 1, 15),
    inRange("backupDays", args.backupDays, 1, 35, " days"),
    inRange("binlogRetentionHours", args.binlogRetentionHours, 1, 2160, " hours"),
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

function capacityChecks({ capacity }: AuroraMySqlArgs): Check[] {
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
  return {
    propertyPath: `capacity.${key}`,
    holds: Number.isInteger(units * 2) && units >= 0.5 && units <= 256,
    reason: `must be from 0.5 to 256 Aurora capacity units in steps of 0.5, got ${units}`,
  };
}
