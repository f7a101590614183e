import type { Input } from "@pulumi/pulumi";
import type { Connector } from "../../connectors/connector";
import type { Alarm } from "./alarm";
import { ofCluster, ofTopic, type MeasuredCluster } from "./kafkaAlarms";
import type { Metric } from "./metric";
import { summaryMetric } from "./summaries";

/** A connector that is deployed; an MskConnector is one. */
export interface WatchedConnector {
  readonly connector: Connector;
  readonly connectorName: Input<string>;
  readonly logGroupName: Input<string>;
}

/** Entry of the alarm that goes off when a task has failed. */
export const FAILED_TASKS = "failed-tasks";

const A_MINUTE = 60;
const FIVE_MINUTES = 300;
/** CloudWatch looks at a day at most for periods shorter than an hour. */
const MOST_PERIODS = 86_400 / FIVE_MINUTES;

/**
 * Names a metric of a connector.
 *
 * @see https://docs.aws.amazon.com/msk/latest/developerguide/mkc-monitoring-overview.html
 */
export function ofConnector<Name>(connectorName: Name, metricName: string): Metric<Name> {
  const dimensions = { ConnectorName: connectorName };
  return { namespace: "AWS/KafkaConnect", metricName, dimensions };
}

/** Names a metric of how far a consumer group is behind a topic's end. */
export function ofGroup<Name>(
  clusterName: Name,
  group: Name,
  topic: Name,
  metricName: string,
): Metric<Name> {
  const { dimensions, ...others } = ofCluster(clusterName, metricName);
  return { ...others, dimensions: { ...dimensions, "Consumer Group": group, Topic: topic } };
}

/** Returns the alarms of a connector: that its tasks run, and that records flow through it. */
export function connectorAlarms(
  watched: WatchedConnector,
  { stackName, cluster }: { readonly stackName: string; readonly cluster: MeasuredCluster },
): Alarm[] {
  const { connector } = watched;
  return [
    ...tasks(watched),
    ...silentSource(watched),
    ...silentSink(stackName, connector),
    ...lag(cluster.clusterName, connector),
    ...deadLetters(cluster, connector),
  ];
}

function tasks({ connector: { nameInStage }, connectorName }: WatchedConnector): Alarm[] {
  return [
    {
      ...alarm(nameInStage, FAILED_TASKS, `A task of ${nameInStage} has failed and stands still`),
      metric: ofConnector(connectorName, "ErroredTaskCount"),
      statistic: "Maximum",
      bad: ">",
      threshold: 0,
      periodSeconds: A_MINUTE,
      periods: 2,
      silenceIsBad: false,
    },
    {
      ...alarm(nameInStage, "no-tasks", `${nameInStage} runs no task, or is not there`),
      metric: ofConnector(connectorName, "RunningTaskCount"),
      statistic: "Maximum",
      bad: "<",
      threshold: 1,
      periodSeconds: FIVE_MINUTES,
      // A deployment that makes it anew takes ten minutes and more.
      periods: 6,
      silenceIsBad: true,
    },
  ];
}

/** Heartbeats are records too: with them a source is silent only when it stands still. */
function silentSource({ connector, connectorName }: WatchedConnector): Alarm[] {
  const { nameInStage, longestPauseMs } = connector;
  if (longestPauseMs === undefined) return [];
  const periods = 1 + Math.ceil(longestPauseMs / 1000 / FIVE_MINUTES);
  return [
    {
      ...alarm(nameInStage, "silent-source", `${nameInStage} writes no records`),
      metric: ofConnector(connectorName, "SourceRecordWriteRate"),
      statistic: "Maximum",
      bad: "<=",
      threshold: 0,
      periodSeconds: FIVE_MINUTES,
      periods: Math.min(Math.max(periods, 6), MOST_PERIODS),
      silenceIsBad: true,
    },
  ];
}

/** A task that hangs still counts as running, but its summary lines stop. */
function silentSink(stackName: string, { nameInStage, summaries }: Connector): Alarm[] {
  if (summaries !== true) return [];
  return [
    {
      ...alarm(nameInStage, "silent-sink", `${nameInStage} writes no summary lines: it hangs`),
      metric: summaryMetric(stackName, nameInStage, "records"),
      statistic: "SampleCount",
      bad: "<",
      threshold: 1,
      periodSeconds: FIVE_MINUTES,
      periods: 6,
      silenceIsBad: true,
    },
  ];
}

/** @see https://docs.aws.amazon.com/msk/latest/developerguide/consumer-lag.html */
function lag(clusterName: Input<string>, { kind, nameInStage, groups, reads }: Connector): Alarm[] {
  if (kind !== "sink") return [];
  return groups.flatMap((group) =>
    reads.map((topic) => ({
      ...alarm(nameInStage, "lag", `${nameInStage} is ten minutes and more behind ${topic}`),
      metric: ofGroup<Input<string>>(clusterName, group, topic, "EstimatedMaxTimeLag"),
      statistic: "Maximum",
      bad: ">",
      threshold: 600,
      periodSeconds: A_MINUTE,
      periods: 5,
      silenceIsBad: false,
    })),
  );
}

/** Bytes, since MSK counts them by topic at every monitoring level, and records at some only. */
function deadLetters(cluster: MeasuredCluster, { kind, nameInStage, writes }: Connector): Alarm[] {
  if (kind !== "sink") return [];
  return writes.map((topic) => ({
    ...alarm(nameInStage, "dead-letters", `${nameInStage} has set records aside in ${topic}`),
    metric: ofTopic<Input<string>>(cluster, topic, "BytesInPerSec"),
    statistic: "Sum",
    bad: ">",
    threshold: 0,
    periodSeconds: FIVE_MINUTES,
    periods: 1,
    silenceIsBad: false,
  }));
}

function alarm(
  connector: string,
  entry: string,
  says: string,
): Pick<Alarm, "name" | "entry" | "says"> {
  return { name: `${connector}-${entry}`, entry, says };
}
