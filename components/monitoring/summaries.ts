import * as cloudwatch from "@pulumi/aws/cloudwatch";
import type * as pulumi from "@pulumi/pulumi";
import type { Metric } from "./metric";

/** The words of a summary line that have values, in its order; each stands before its value. */
export const SUMMARY_WORDS = [
  "connector",
  "task",
  "seconds",
  "records",
  "items",
  "deletes",
  "bytes",
  "retries",
  "throttles",
  "dead_letters",
  "queued",
  "lag_ms",
] as const;

/** Values that become metrics; each is billed by the month. */
export const SUMMARY_METRICS = [
  "records",
  "retries",
  "throttles",
  "dead_letters",
  "lag_ms",
] as const;

export type SummaryMetric = (typeof SUMMARY_METRICS)[number];

/** Names a metric of a sink. A namespace for each sink, since a dimension excludes default values. */
export function summaryMetric(
  stackName: string,
  sink: string,
  metricName: SummaryMetric,
): Metric<never> {
  return { namespace: `${stackName}/${sink}`, metricName, dimensions: {} };
}

/**
 * Returns the pattern that finds a summary line and names its words. It counts them from the end:
 * what a worker logs before a message depends on the version of Kafka Connect, after it stands the
 * class alone.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntaxForMetricFilters.html
 * @see https://cwiki.apache.org/confluence/display/KAFKA/KIP-721%3A+Enable+connector+log+contexts+in+Connect+Log4j+configuration
 */
export function summaryPattern(): string {
  const words = SUMMARY_WORDS.flatMap((word, i) => [`w${i + 1}`, word]);
  return `[..., line = "sink-summary", ${words.join(", ")}, class]`;
}

/** Creates the filters that make metrics of the summary lines in a sink's log. */
export function summaryFilters(
  name: string,
  stackName: string,
  sink: string,
  logGroupName: pulumi.Input<string>,
  parent: pulumi.Resource,
): void {
  for (const value of SUMMARY_METRICS) {
    const { namespace, metricName } = summaryMetric(stackName, sink, value);
    new cloudwatch.LogMetricFilter(
      `${name}-${sink}-${value}`,
      {
        // The provider's id of a filter is its name, without that of its log group.
        name: `${sink}-${value}`,
        logGroupName,
        pattern: summaryPattern(),
        metricTransformation: { namespace, name: metricName, value: `$${value}` },
      },
      { parent },
    );
  }
}
