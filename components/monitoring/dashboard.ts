import type { Unwrap } from "@pulumi/pulumi";
import { isExpress, isServerless } from "../../support/brokerTypes";
import { ofConnector, ofGroup, type WatchedConnector } from "./connectAlarms";
import { logOf, ofVolume, ofWriter, type WatchedDatabase } from "./databaseAlarms";
import { ofBrokers, ofCluster, ofTopic, type MeasuredCluster } from "./kafkaAlarms";
import type { Metric, Statistic } from "./metric";
import { ofAllTopics } from "./serverlessAlarms";
import { summaryMetric, type SummaryMetric } from "./summaries";
import { ofOperations, ofTable, type WatchedTable } from "./tableAlarms";
import { GRID, layColumns, type Column, type Graph, type Line, type Widget } from "./widgets";

/** What a dashboard shows, its names known. */
export interface Shown extends MeasuredCluster<string> {
  readonly stackName: string;
  readonly region: string;
  readonly alarmArns: readonly string[];
  readonly connectors: readonly ShownConnector[];
  readonly tables: readonly Unwrap<WatchedTable>[];
  readonly database: Unwrap<WatchedDatabase> | undefined;
}

/** A connector by its name within the stage and the one that CloudWatch knows. */
export type ShownConnector = Pick<
  WatchedConnector["connector"],
  "kind" | "nameInStage" | "groups" | "reads" | "writes" | "summaries"
> & { readonly connectorName: string };

const ALARMS_HEIGHT = 4;

/** Returns the dashboard of a stage: its alarms, and below them the way of the data from left to right. */
export function dashboardBody(shown: Shown): { readonly widgets: readonly Widget[] } {
  const alarms: Widget = {
    type: "alarm",
    x: 0,
    y: 0,
    width: GRID,
    height: ALARMS_HEIGHT,
    properties: { title: `Alarms of ${shown.stackName}`, alarms: shown.alarmArns },
  };
  const columns = [sources(shown), kafka(shown), sinks(shown), tables(shown)];
  return { widgets: [alarms, ...layColumns(columns, ALARMS_HEIGHT, shown.region)] };
}

function sources({ connectors, database }: Shown): Column {
  const graphs = connectors
    .filter(({ kind }) => kind === "source")
    .flatMap(({ nameInStage, connectorName }) => {
      const of = (name: string): Metric<string> => ofConnector(connectorName, name);
      return [
        graph(`${nameInStage}: records a second`, [
          line(of("SourceRecordPollRate"), "Average", "read"),
          line(of("SourceRecordWriteRate"), "Average", "written"),
        ]),
        workers(nameInStage, connectorName),
      ];
    });
  return { title: "Sources", graphs: [...graphs, ...ofDatabase(database)] };
}

function ofDatabase(database: Shown["database"]): Graph[] {
  if (database === undefined) return [];
  const { clusterIdentifier, engine } = database;
  const { name, metricName } = logOf[engine];
  return [
    graph("Database: CPU in percent", [
      line(ofWriter(clusterIdentifier, "CPUUtilization"), "Average", "writer"),
    ]),
    graph("Database: bytes", [
      line(ofWriter(clusterIdentifier, metricName), "Maximum", name),
      line(ofVolume(clusterIdentifier, "AuroraVolumeBytesLeftTotal"), "Minimum", "left"),
    ]),
  ];
}

function kafka(shown: Shown): Column {
  const topics = [...new Set(shown.connectors.flatMap(({ reads }) => reads))];
  // MSK Serverless tells a rate by partition.
  const statistic = isServerless(shown.brokerType) ? "Sum" : "Average";
  return {
    title: "Kafka",
    graphs: [
      ...topics.map((topic) =>
        graph(`${topic}: bytes a second`, [
          line(ofTopic(shown, topic, "BytesInPerSec"), statistic, "in"),
          line(ofTopic(shown, topic, "BytesOutPerSec"), statistic, "out"),
        ]),
      ),
      ...brokers(shown),
    ],
  };
}

function brokers({ brokerType, clusterName }: MeasuredCluster<string>): Graph[] {
  if (isServerless(brokerType)) return [serverlessCluster(clusterName)];
  return isExpress(brokerType) ? expressBrokers(clusterName) : standardBrokers(clusterName);
}

/** What is written and read of each topic, those that connectors keep for themselves among them. */
function serverlessCluster(clusterName: string): Graph {
  return graph("All topics: bytes a second", [
    line(ofAllTopics(clusterName, "BytesInPerSec"), "Sum", "in"),
    line(ofAllTopics(clusterName, "BytesOutPerSec"), "Sum", "out"),
  ]);
}

function standardBrokers(clusterName: string): Graph[] {
  const of = (name: string): Metric<string> => ofBrokers(clusterName, name);
  return [
    graph("Partitions", [
      line(of("UnderReplicatedPartitions"), "Maximum", "under-replicated"),
      line(of("UnderMinIsrPartitionCount"), "Maximum", "under min. in-sync"),
      line(ofCluster(clusterName, "OfflinePartitionsCount"), "Maximum", "offline"),
    ]),
    graph("Volumes: percent used", [line(of("KafkaDataLogsDiskUsed"), "Maximum", "used")]),
    graph("Brokers: percent", [
      line(of("CpuIdle"), "Minimum", "CPU idle"),
      line(of("HeapMemoryAfterGC"), "Maximum", "heap"),
    ]),
  ];
}

/** The throttles are empty where the monitoring level is DEFAULT. */
function expressBrokers(clusterName: string): Graph[] {
  const of = (name: string): Metric<string> => ofBrokers(clusterName, name);
  return [
    graph("Brokers: bytes a second", [
      line(of("BytesInPerSec"), "Average", "in"),
      line(of("BytesOutPerSec"), "Average", "out"),
    ]),
    graph("Clients slowed down, ms", [
      line(of("ProduceThrottleTime"), "Maximum", "writing"),
      line(of("FetchThrottleTime"), "Maximum", "reading"),
    ]),
    graph("Storage: bytes, one copy", [
      line(ofCluster(clusterName, "StorageUsed"), "Maximum", "used"),
    ]),
    graph("Brokers: percent", [line(of("CpuIdle"), "Minimum", "CPU idle")]),
  ];
}

function sinks(shown: Shown): Column {
  const { stackName, clusterName, connectors } = shown;
  const graphs = connectors
    .filter(({ kind }) => kind === "sink")
    .flatMap((sink) => [
      graph(`${sink.nameInStage}: records a second`, [
        line(ofConnector(sink.connectorName, "SinkRecordReadRate"), "Average", "read"),
        line(ofConnector(sink.connectorName, "SinkRecordSendRate"), "Average", "handed on"),
      ]),
      graph(`${sink.nameInStage}: seconds behind`, [
        ...sink.groups.flatMap((group) =>
          sink.reads.map((topic) =>
            line(ofGroup(clusterName, group, topic, "EstimatedMaxTimeLag"), "Maximum", topic),
          ),
        ),
      ]),
      ...summaries(stackName, sink),
      ...sink.writes.map((topic) =>
        graph(`${sink.nameInStage}: dead letters`, [
          line(ofTopic(shown, topic, "BytesInPerSec"), "Sum", "bytes"),
        ]),
      ),
      workers(sink.nameInStage, sink.connectorName),
    ]);
  return { title: "Sinks", graphs };
}

/** What a sink's tasks tell of themselves, a line a minute each. */
function summaries(stackName: string, { nameInStage, summaries }: ShownConnector): Graph[] {
  if (summaries !== true) return [];
  const of = (name: SummaryMetric): Metric<string> => summaryMetric(stackName, nameInStage, name);
  return [
    graph(`${nameInStage}: a minute`, [
      line(of("records"), "Sum", "records"),
      line(of("retries"), "Sum", "retries"),
      line(of("throttles"), "Sum", "throttled items"),
      line(of("dead_letters"), "Sum", "dead letters"),
    ]),
    graph(`${nameInStage}: age of what is written, ms`, [line(of("lag_ms"), "Maximum", "oldest")]),
  ];
}

function tables(shown: Shown): Column {
  const graphs = shown.tables.flatMap(({ tableName }) => {
    const of = (name: string): Metric<string> => ofTable(tableName, name);
    return [
      graph(`${tableName}: capacity units`, [
        line(of("ConsumedWriteCapacityUnits"), "Sum", "written"),
        line(of("ConsumedReadCapacityUnits"), "Sum", "read"),
      ]),
      graph(`${tableName}: throttled`, [
        line(of("WriteThrottleEvents"), "Sum", "writes"),
        line(of("ReadThrottleEvents"), "Sum", "reads"),
      ]),
      graph(`${tableName}: errors`, [
        line(ofOperations(tableName, "SystemErrors"), "Sum", "of DynamoDB's own"),
      ]),
    ];
  });
  return { title: "Tables", graphs };
}

function workers(nameInStage: string, connectorName: string): Graph {
  const of = (name: string): Metric<string> => ofConnector(connectorName, name);
  return graph(`${nameInStage}: workers`, [
    line(of("RunningTaskCount"), "Maximum", "tasks"),
    line(of("ErroredTaskCount"), "Maximum", "failed tasks"),
    line(of("CpuUtilization"), "Maximum", "CPU in percent"),
    line(of("MemoryUtilization"), "Maximum", "memory in percent"),
  ]);
}

function graph(title: string, lines: readonly Line[]): Graph {
  return { title, lines };
}

function line(metric: Metric<string>, statistic: Statistic, label: string): Line {
  return { metric, statistic, label };
}
