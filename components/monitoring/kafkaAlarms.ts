import type { Input } from "@pulumi/pulumi";
import type { MonitoringLevel } from "../../support/awsLimits";
import { isExpress, isServerless } from "../../support/brokerTypes";
import type { Alarm } from "./alarm";
import type { Metric } from "./metric";
import { serverlessAlarms } from "./serverlessAlarms";

/** A cluster by the name that CloudWatch has for it. */
export interface MeasuredCluster<Name = Input<string>> {
  readonly clusterName: Name;
  /**
   * Instance type of its brokers such as `kafka.m7g.large` or `express.m7g.large`, or `serverless` for a
   * cluster of MSK Serverless.
   */
  readonly brokerType: string;
}

export interface WatchedCluster extends MeasuredCluster {
  /** CloudWatch metrics of the brokers: `DEFAULT`, or a level with more. */
  readonly monitoringLevel: MonitoringLevel;
}

/** Names a metric of a cluster as a whole. */
export function ofCluster<Name>(clusterName: Name, metricName: string): Metric<Name> {
  return { namespace: "AWS/Kafka", metricName, dimensions: { "Cluster Name": clusterName } };
}

/** Names a metric of all brokers of a cluster. */
export function ofBrokers<Name>(clusterName: Name, metricName: string): Metric<Name> {
  return { ...ofCluster(clusterName, metricName), across: ["Broker ID"] };
}

/**
 * Names a metric of a topic, by all brokers. MSK Serverless has it by topic alone.
 *
 * @see https://docs.aws.amazon.com/msk/latest/developerguide/serverless-monitoring.html
 */
export function ofTopic<Name>(
  { clusterName, brokerType }: MeasuredCluster<Name>,
  topic: Name,
  metricName: string,
): Metric<Name> {
  const { dimensions, ...others } = isServerless(brokerType)
    ? ofCluster(clusterName, metricName)
    : ofBrokers(clusterName, metricName);
  return { ...others, dimensions: { ...dimensions, Topic: topic } };
}

/**
 * Returns what Amazon MSK recommends to watch of a cluster, for the type of its brokers and the
 * metrics that its monitoring level has.
 *
 * @see https://docs.aws.amazon.com/msk/latest/developerguide/bestpractices.html
 * @see https://docs.aws.amazon.com/msk/latest/developerguide/metrics-details.html
 * @see https://docs.aws.amazon.com/msk/latest/developerguide/metrics-details-express.html
 * @see https://github.com/aws/agent-toolkit-for-aws/blob/main/skills/specialized-skills/analytics-skills/managing-amazon-msk/references/monitor-and-alarm.md
 */
export function clusterAlarms({
  clusterName,
  brokerType,
  monitoringLevel,
}: WatchedCluster): Alarm[] {
  if (isServerless(brokerType)) return serverlessAlarms(clusterName);
  const ofBrokersAlone = monitoringLevel !== "DEFAULT";
  const ofType = isExpress(brokerType)
    ? [...(ofBrokersAlone ? throttles(clusterName) : []), storage(clusterName)]
    : [...replication(clusterName), ...machines(clusterName)];
  return [
    controller(clusterName),
    ...ofType,
    cpu(clusterName),
    ...(brokerType.startsWith("kafka.t3.") ? [credits(clusterName)] : []),
    ...(ofBrokersAlone ? [connections(clusterName)] : []),
  ];
}

function controller(clusterName: Input<string>): Alarm {
  return {
    ...alarm("no-controller", "The cluster has no active controller, or tells nothing"),
    metric: ofCluster(clusterName, "ActiveControllerCount"),
    statistic: "Maximum",
    bad: "<",
    threshold: 1,
    periods: 5,
    silenceIsBad: true,
  };
}

/** Copies of Standard brokers; of Express brokers' MSK tells nothing. */
function replication(clusterName: Input<string>): Alarm[] {
  return [
    {
      ...alarm("offline-partitions", "Partitions have no leader: nobody reads or writes them"),
      metric: ofCluster(clusterName, "OfflinePartitionsCount"),
      statistic: "Maximum",
      bad: ">",
      threshold: 0,
      periods: 1,
    },
    {
      ...alarm(
        "under-replicated",
        "Partitions have had fewer copies than they should for 15 minutes",
      ),
      metric: ofBrokers(clusterName, "UnderReplicatedPartitions"),
      statistic: "Sum",
      bad: ">",
      threshold: 0,
      periods: 15,
    },
    {
      ...alarm("under-min-isr", "Partitions have too few copies: writes to them are refused"),
      metric: ofBrokers(clusterName, "UnderMinIsrPartitionCount"),
      statistic: "Maximum",
      bad: ">=",
      threshold: 1,
      periods: 1,
    },
  ];
}

/** Volume and heap of Standard brokers, which Express brokers keep to themselves. */
function machines(clusterName: Input<string>): Alarm[] {
  return [
    {
      ...alarm("broker-disk", "A broker's volume is more than 85 % full"),
      metric: ofBrokers(clusterName, "KafkaDataLogsDiskUsed"),
      statistic: "Maximum",
      bad: ">",
      threshold: 85,
      periods: 1,
    },
    {
      ...alarm("broker-heap", "A broker's heap has been more than 60 % full for 15 minutes"),
      metric: ofBrokers(clusterName, "HeapMemoryAfterGC"),
      statistic: "Maximum",
      bad: ">",
      threshold: 60,
      periods: 15,
    },
  ];
}

function cpu(clusterName: Input<string>): Alarm {
  return {
    ...alarm("broker-cpu", "A broker's CPU has been more than 60 % busy for 5 minutes"),
    // User and system time of one broker cannot be added in a query. What is left of idle time
    // besides is little: waits for the volume.
    metric: ofBrokers(clusterName, "CpuIdle"),
    statistic: "Minimum",
    bad: "<",
    threshold: 40,
    periods: 5,
  };
}

/** Express brokers slow clients down that send or read more than their size is for. */
function throttles(clusterName: Input<string>): Alarm[] {
  const throttled = (name: string, says: string, metricName: string): Alarm => ({
    ...alarm(name, says),
    metric: ofBrokers(clusterName, metricName),
    statistic: "Maximum",
    bad: ">",
    threshold: 0,
    periods: 5,
  });
  return [
    throttled(
      "produce-throttled",
      "A broker has slowed down for 5 minutes those who write to it",
      "ProduceThrottleTime",
    ),
    throttled(
      "fetch-throttled",
      "A broker has slowed down for 5 minutes those who read from it",
      "FetchThrottleTime",
    ),
  ];
}

/** Storage of Express brokers has no end but its price. */
function storage(clusterName: Input<string>): Alarm {
  return {
    ...alarm("storage-growth", "The topics take more storage than they used to, and it is billed"),
    metric: ofCluster(clusterName, "StorageUsed"),
    statistic: "Maximum",
    bad: ">",
    threshold: "expected",
    periodSeconds: 300,
    periods: 3,
  };
}

/** A broker without credits gets a fifth of its CPU. */
function credits(clusterName: Input<string>): Alarm {
  return {
    ...alarm("cpu-credits", "A broker has few CPU credits left, without which it is slow"),
    metric: ofBrokers(clusterName, "CPUCreditBalance"),
    statistic: "Minimum",
    bad: "<=",
    threshold: 100,
    periods: 15,
  };
}

function connections(clusterName: Input<string>): Alarm {
  return {
    ...alarm("iam-connections", "A broker has turned away clients that connect too often"),
    metric: ofBrokers(clusterName, "IAMTooManyConnections"),
    statistic: "Sum",
    bad: ">",
    threshold: 0,
    periods: 5,
  };
}

/** Brokers report each minute; that all are silent the controller's alarm tells. */
function alarm(
  name: string,
  says: string,
): Pick<Alarm, "name" | "entry" | "says" | "periodSeconds" | "silenceIsBad"> {
  return { name: `kafka-${name}`, entry: name, says, periodSeconds: 60, silenceIsBad: false };
}
