import type { Input } from "@pulumi/pulumi";
import type { Alarm } from "./alarm";
import type { Metric } from "./metric";

/** A function that a schedule calls every five minutes. */
export interface WatchedFunction {
  readonly functionName: Input<string>;
}

const FIVE_MINUTES = 300;
/** As long as for connectors, which a deployment may make anew meanwhile. */
const HALF_AN_HOUR = 6;

/**
 * Returns the alarms of a function: that it does its work, and that it is called at all.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-types.html
 */
export function functionAlarms(role: string, { functionName }: WatchedFunction): Alarm[] {
  const of = (metricName: string): Metric => ({
    namespace: "AWS/Lambda",
    metricName,
    dimensions: { FunctionName: functionName },
  });
  const common = { statistic: "Sum", periodSeconds: FIVE_MINUTES, periods: HALF_AN_HOUR } as const;
  return [
    {
      ...common,
      name: `${role}-function-errors`,
      entry: "function-errors",
      says: `The function of ${role} fails`,
      metric: of("Errors"),
      bad: ">",
      threshold: 0,
      silenceIsBad: false,
    },
    {
      ...common,
      name: `${role}-silent-function`,
      entry: "silent-function",
      says: `The function of ${role} is not called`,
      metric: of("Invocations"),
      bad: "<",
      threshold: 1,
      silenceIsBad: true,
    },
  ];
}
