import {
  paginateDescribeAlarms,
  paginateGetMetricData,
  type CloudWatchClient,
  type MetricDataQuery,
} from "@aws-sdk/client-cloudwatch";
import type { AlarmSummary, DeadLetters, Lag, Reading } from "../check/inspectable";

const A_MINUTE_MS = 60_000;

/**
 * Returns what CloudWatch has last measured of a consumer group, which Amazon MSK reports at every
 * monitoring level, each minute.
 *
 * @see https://docs.aws.amazon.com/msk/latest/developerguide/consumer-lag.html
 */
export async function lagOf(
  client: CloudWatchClient,
  cluster: string,
  { group, topic }: Reading,
): Promise<Lag> {
  const dimensions = { "Cluster Name": cluster, "Consumer Group": group, Topic: topic };
  const Dimensions = Object.entries(dimensions).map(([Name, Value]) => ({ Name, Value }));
  const newest = (Id: string, MetricName: string): MetricDataQuery => ({
    Id,
    MetricStat: {
      Metric: { Namespace: "AWS/Kafka", MetricName, Dimensions },
      Period: 60,
      Stat: "Maximum",
    },
  });
  const values = await valuesOf(client, 15, [
    newest("records", "SumOffsetLag"),
    newest("seconds", "EstimatedMaxTimeLag"),
  ]);
  return { records: values.get("records")?.[0], seconds: values.get("seconds")?.[0] };
}

/**
 * Says whether records came into a topic within the last hour. Nobody counts what a topic holds
 * without connecting to Kafka; that records come, brokers report at a monitoring level by topic, and a
 * serverless cluster always, by topic alone.
 *
 * @see https://docs.aws.amazon.com/msk/latest/developerguide/metrics-details.html
 * @see https://docs.aws.amazon.com/msk/latest/developerguide/serverless-monitoring.html
 */
export async function arrivalsOf(
  client: CloudWatchClient,
  cluster: { readonly name: string; readonly serverless: boolean },
  topic: string,
): Promise<DeadLetters> {
  const by = `${cluster.serverless ? "" : '"Broker ID",'}"Cluster Name",Topic`;
  const search = `{AWS/Kafka,${by}} MetricName="MessagesInPerSec" "Cluster Name"="${cluster.name}" Topic="${topic}"`;
  const values = await valuesOf(client, 60, [
    { Id: "arrivals", Expression: `SEARCH('${search}', 'Maximum', 60)` },
  ]);
  const rates = values.get("arrivals") ?? [];
  // A serverless cluster tells of a topic once somebody writes to it.
  if (rates.length === 0 && !cluster.serverless) {
    const says = "CloudWatch counts none: it does from monitoringLevel PER_TOPIC_PER_BROKER on";
    return { some: undefined, says };
  }
  const some = rates.some((rate) => rate > 0);
  return { some, says: `${some ? "records" : "no records"} within the last hour` };
}

/** Lists the alarms whose names begin with the stack's and a hyphen. */
export async function alarmsOf(client: CloudWatchClient, stack: string): Promise<AlarmSummary[]> {
  const alarms: AlarmSummary[] = [];
  const named = { AlarmNamePrefix: `${stack}-` };
  for await (const { MetricAlarms = [] } of paginateDescribeAlarms({ client }, named)) {
    for (const { AlarmName: name = "", StateValue: state = "UNKNOWN", StateReason } of MetricAlarms)
      alarms.push({ name, state, reason: StateReason ?? "CloudWatch gives no reason" });
  }
  return alarms;
}

/** Values of each query, the newest first; several series of a query one after another. */
async function valuesOf(
  client: CloudWatchClient,
  minutes: number,
  MetricDataQueries: MetricDataQuery[],
): Promise<ReadonlyMap<string, readonly number[]>> {
  const EndTime = new Date();
  const StartTime = new Date(EndTime.getTime() - minutes * A_MINUTE_MS);
  const values = new Map<string, number[]>();
  const asked = { MetricDataQueries, StartTime, EndTime, ScanBy: "TimestampDescending" } as const;
  for await (const { MetricDataResults = [] } of paginateGetMetricData({ client }, asked)) {
    for (const { Id: id = "", Values = [] } of MetricDataResults) {
      values.set(id, [...(values.get(id) ?? []), ...Values]);
    }
  }
  return values;
}
