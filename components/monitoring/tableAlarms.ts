import type { Input } from "@pulumi/pulumi";
import type { Alarm } from "./alarm";
import type { Metric } from "./metric";

/** A table that is deployed; a DynamoDbTable is one. */
export interface WatchedTable {
  readonly tableName: Input<string>;
}

/** Names a metric of a table. */
export function ofTable<Name>(tableName: Name, metricName: string): Metric<Name> {
  return { namespace: "AWS/DynamoDB", metricName, dimensions: { TableName: tableName } };
}

/** Names a metric that DynamoDB counts by operation, of all operations on a table. */
export function ofOperations<Name>(tableName: Name, metricName: string): Metric<Name> {
  return { ...ofTable(tableName, metricName), across: ["Operation"] };
}

/**
 * Returns the alarms of a table, by its role in the stage. A throttled request is made again, so that
 * only lasting throttling delays anybody.
 *
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/metrics-dimensions.html
 */
export function tableAlarms(role: string, { tableName }: WatchedTable): Alarm[] {
  return [
    {
      ...alarm(role, "writes-throttled", "has throttled writes for 15 minutes"),
      metric: ofTable(tableName, "WriteThrottleEvents"),
      periods: 3,
    },
    {
      ...alarm(role, "reads-throttled", "has throttled reads for 15 minutes"),
      metric: ofTable(tableName, "ReadThrottleEvents"),
      periods: 3,
    },
    {
      ...alarm(role, "system-errors", "has answered requests with errors of DynamoDB's own"),
      metric: ofOperations(tableName, "SystemErrors"),
      periods: 1,
    },
  ];
}

function alarm(role: string, entry: string, what: string): Omit<Alarm, "metric" | "periods"> {
  return {
    name: `table-${role}-${entry}`,
    entry,
    says: `The table of ${role} ${what}`,
    statistic: "Sum",
    bad: ">",
    threshold: 0,
    periodSeconds: 300,
    silenceIsBad: false,
  };
}
