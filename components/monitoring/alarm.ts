import * as cloudwatch from "@pulumi/aws/cloudwatch";
import type * as pulumi from "@pulumi/pulumi";
import { insightsQuery, type Metric, type Statistic } from "./metric";
import type { Tags } from "../parts/tags";

/** What an alarm watches for. */
export interface Alarm {
  /** Name after the stack's and a hyphen. */
  readonly name: string;
  /** Heading of its entry in docs/runbook.md. */
  readonly entry: string;
  /** What it means, as a sentence without its full stop. */
  readonly says: string;
  readonly metric: Metric;
  readonly statistic: Statistic;
  /** A value is bad that compares like this with the threshold. */
  readonly bad: ">" | ">=" | "<" | "<=";
  /**
   * The threshold, or the band of what CloudWatch expects by the metric's past, two weeks of it;
   * values above it are bad. A query has no such band.
   */
  readonly threshold: number | "expected";
  readonly periodSeconds: number;
  /** Periods in a row that must be bad. */
  readonly periods: number;
  /** Whether a period without a value is bad: it is where silence is the fault. */
  readonly silenceIsBad: boolean;
}

export interface AlarmSurroundings {
  /** Project and stage, with which the name of every alarm of a stage begins. */
  readonly stackName: string;
  /** Topic that is told when it goes off and when all is well again. */
  readonly topicArn: pulumi.Input<string>;
  /** @default - none */
  readonly tags?: Tags | undefined;
}

const COMPARISONS = {
  ">": "GreaterThanThreshold",
  ">=": "GreaterThanOrEqualToThreshold",
  "<": "LessThanThreshold",
  "<=": "LessThanOrEqualToThreshold",
} as const;

/** Half the width of the band of what is expected, in standard deviations: CloudWatch's default. */
const DEVIATIONS = 2;

/** Creates an alarm. */
export function createAlarm(
  name: string,
  alarm: Alarm,
  { stackName, topicArn, tags }: AlarmSurroundings,
  parent: pulumi.Resource,
): cloudwatch.MetricAlarm {
  const alarmName = `${stackName}-${alarm.name}`;
  return new cloudwatch.MetricAlarm(
    `${name}-${alarm.name}`,
    {
      name: alarmName,
      alarmDescription: `${alarm.says}. What to do: docs/runbook.md#${alarm.entry}`,
      ...measured(alarm),
      ...compared(alarm),
      evaluationPeriods: alarm.periods,
      ...missing(alarm),
      alarmActions: [topicArn],
      okActions: [topicArn],
      tags: { ...tags, Name: alarmName },
    },
    { parent },
  );
}

/** Says what is bad of it. */
function compared({ bad, threshold }: Alarm): Compared {
  return threshold === "expected"
    ? { comparisonOperator: "GreaterThanUpperThreshold", thresholdMetricId: "expected" }
    : { comparisonOperator: COMPARISONS[bad], threshold };
}

/**
 * Says what is measured: one metric, alone or beside what is expected of it, or a query of those of
 * every broker or operation.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Create_Anomaly_Detection_Alarm.html
 */
function measured({ metric, statistic, periodSeconds: period, threshold }: Alarm): Measured {
  const { namespace, metricName, dimensions, across = [] } = metric;
  if (across.length > 0) {
    const expression = insightsQuery(metric, statistic);
    return {
      metricQueries: [{ id: "q1", label: metricName, expression, period, returnData: true }],
    };
  }
  const named = Object.keys(dimensions).length === 0 ? {} : { dimensions };
  if (threshold !== "expected") return { namespace, metricName, ...named, statistic, period };
  const own = { namespace, metricName, ...named, stat: statistic, period };
  return {
    metricQueries: [
      { id: "m1", metric: own, returnData: true },
      {
        id: "expected",
        label: `${metricName}, as expected`,
        expression: `ANOMALY_DETECTION_BAND(m1, ${DEVIATIONS})`,
        returnData: true,
      },
    ],
  };
}

/**
 * Says what silence means. Where it is bad, what is new has twice the time to speak.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarm-warm-up.html
 */
function missing({
  silenceIsBad,
  periodSeconds,
  periods,
}: Alarm): Partial<cloudwatch.MetricAlarmArgs> {
  if (!silenceIsBad) return { treatMissingData: "notBreaching" };
  const warmUpPeriodDurationInMinutes = (2 * periods * periodSeconds) / 60;
  return { treatMissingData: "breaching", warmUpConfiguration: { warmUpPeriodDurationInMinutes } };
}

type Compared = Pick<
  cloudwatch.MetricAlarmArgs,
  "comparisonOperator" | "threshold" | "thresholdMetricId"
>;

type Measured = Pick<
  cloudwatch.MetricAlarmArgs,
  "dimensions" | "metricName" | "metricQueries" | "namespace" | "period" | "statistic"
>;
