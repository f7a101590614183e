import * as pulumi from "@pulumi/pulumi";

/** A metric of CloudWatch. `Name` is how names are known: as inputs, or as plain text. */
export interface Metric<Name = pulumi.Input<string>> {
  readonly namespace: string;
  readonly metricName: string;
  readonly dimensions: Readonly<Record<string, Name>>;
  /**
   * Dimensions of which every value counts, such as each broker, also one that is added later.
   * @default []
   */
  readonly across?: readonly string[];
}

/** How the values of a period become one, and what Metrics Insights calls it. */
const FUNCTIONS = {
  Average: "AVG",
  Maximum: "MAX",
  Minimum: "MIN",
  SampleCount: "COUNT",
  Sum: "SUM",
} as const;

export type Statistic = keyof typeof FUNCTIONS;

/**
 * Returns the query by Metrics Insights of a metric across all values of some of its dimensions. An
 * alarm takes no SEARCH, and one alarm for each broker would miss those that are added.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch-metrics-insights-querylanguage.html
 */
export function insightsQuery(
  { namespace, metricName, dimensions, across = [] }: Metric,
  statistic: Statistic,
): pulumi.Output<string> {
  const keys = [namespace, ...Object.keys(dimensions), ...across].map(quoted);
  const select = `SELECT ${FUNCTIONS[statistic]}(${metricName}) FROM SCHEMA(${keys.join(", ")})`;
  return pulumi.output(dimensions).apply((known) => {
    const where = Object.entries(known).map(([key, value]) => `${quoted(key)} = '${value}'`);
    return `${select} WHERE ${where.join(" AND ")}`;
  });
}

/**
 * Returns the search that draws a line for each value of a metric's other dimensions.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/search-expression-syntax.html
 */
export function search(
  { namespace, metricName, dimensions, across = [] }: Metric<string>,
  statistic: Statistic,
  periodSeconds: number,
): string {
  const schema = [namespace, ...[...Object.keys(dimensions), ...across].map(quoted)].join(",");
  const terms = Object.entries(dimensions).map(([key, value]) => `${quoted(key)}="${value}"`);
  const query = `{${schema}} MetricName="${metricName}" ${terms.join(" ")}`;
  return `SEARCH('${query}', '${statistic}', ${periodSeconds})`;
}

function quoted(key: string): string {
  return `"${key}"`;
}
