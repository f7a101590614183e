import { at, ifKnown, isSet, list } from "../properties";
import { unless, type Resource, type Rule } from "../rule";

const ALARM = "aws:cloudwatch/metricAlarm:MetricAlarm";

/** Dimension by which CloudWatch tells what a type's metrics are of, and the property it holds. */
const WATCHED: Readonly<Record<string, readonly [dimension: string, property: string]>> = {
  "aws:dynamodb/table:Table": ["TableName", "name"],
  "aws:msk/cluster:Cluster": ["Cluster Name", "clusterName"],
  "aws:msk/serverlessCluster:ServerlessCluster": ["Cluster Name", "clusterName"],
  "aws:mskconnect/connector:Connector": ["ConnectorName", "name"],
  "aws:rds/cluster:Cluster": ["DBClusterIdentifier", "clusterIdentifier"],
};

export const monitoringRules: readonly Rule[] = [
  {
    id: "watched-by-alarm",
    title: "An alarm watches every cluster, connector, table and database",
    controls: [],
    why: "A pipeline that stands still is silent: nobody notices before the data is missed.",
    fix: "Set alarms: true, or add an alarm on the resource's metrics",
    scope: "stack",
    types: Object.keys(WATCHED),
    check: (resource, stack) =>
      unless(
        stack.some((other) => other.type === ALARM && watches(other, resource)),
        "No alarm watches it",
      ),
  },
  {
    id: "alarm-tells",
    title: "Alarms tell somebody",
    controls: ["Security Hub CloudWatch.15"],
    why: "An alarm without an action changes its colour in a console that nobody looks at.",
    fix: "Set alarmActions to the ARN of an SNS topic",
    scope: "resource",
    types: [ALARM],
    check: ({ props }) =>
      unless(list(at(props, "alarmActions")).some(isSet), "It has no alarmActions"),
  },
];

/**
 * Tells whether an alarm is on metrics of a resource: by a dimension, or in a query. At a preview the
 * name of a new resource is unknown; what the alarm's comes from is known all the same.
 */
function watches(alarm: Resource, resource: Resource): boolean {
  const [dimension = "", property = ""] = WATCHED[resource.type] ?? [];
  const found = ifKnown(() => {
    const name = String(resource.props[property]);
    const query = `"${dimension}" = '${name}'`;
    return (
      at(alarm.props, "dimensions", dimension) === name ||
      list(alarm.props["metricQueries"]).some((one) =>
        String(at(one, "expression")).includes(query),
      )
    );
  });
  if (found !== undefined) return found;
  return ["dimensions", "metricQueries"].some((from) =>
    (alarm.sources[from] ?? []).includes(resource.urn),
  );
}
