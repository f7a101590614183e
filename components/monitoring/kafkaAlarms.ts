import type { Input } from "@pulumi/pulumi";
import type { MonitoringLevel } from "../../support/awsLimits";
import type { Alarm } from "./alarm";
import type { Metric } from "./metric";

export interface WatchedCluster {
  readonly clusterName: Input<string>;
  /** Instance type of its brokers such as `kafka.m7g.large`. */
  readonly brokerType: string;
  /** CloudWatch metrics of the cluster: `DEFAULT`, or a level with more. */
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

/** Names a metric of a topic, by all brokers. */
export function ofTopic<Name>(clusterName: Name, topic: Name, metricName: string): Metric<Name> {
  const { dimensions, ...others } = ofBrokers(clusterName, metricName);
  return { ...others, dimensions: { ...dimensions, Topic: topic } };
}

/**
 * Returns what Amazon MSK recommends to watch of a cluster, for the type of its brokers and the
 * metrics that its monitoring level has.
 *
 * @see https://docs.aws.amazon.com/msk/latest/developerguide/bestpractices.html
 * @see https://docs.aws.amazon.com/msk/latest/developerguide/metrics-details.html
 * @see https://github.com/aws/agent-toolkit-for-aws/blob/main/skills/specialized-skills/analytics-skills/managing-amazon-msk/references/monitoring.md
 */
export function clusterAlarms({
  clusterName,
  brokerType,
  monitoringLevel,
}: WatchedCluster): Alarm[] {
  return [
    ...replication(clusterName),
    ...machines(clusterName),
    ...(brokerType.startsWith("kafka.t3.") ? [credits(clusterName)] : []),
    ...(monitoringLevel === "DEFAULT" ? [] : [connections(clusterName)]),
  ];
}

function replication(clusterName: Input<string>): Alarm[] {
  return [
    {
      ...alarm("no-controller", "The cluster has no active controller, or tells nothing"),
      metric: ofCluster(clusterName, "ActiveControllerCount"),
      statistic: "Maximum",
      bad: "<",
      threshold: 1,
      periods: 5,
      silenceIsBad: true,
    },
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
    {
      ...alarm("broker-cpu", "A broker's CPU has been more than 60 % busy for 5 minutes"),
      // User and system time of one broker cannot be added in a query. What is left of idle time
      // besides is little: waits for the volume.
      metric: ofBrokers(clusterName, "CpuIdle"),
      statistic: "Minimum",
      bad: "<",
      threshold: 40,
      periods: 5,
    },
  ];
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
