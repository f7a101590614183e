import * as pulumi from "@pulumi/pulumi";
import { DynamoDbTable, KafkaTopic, MskConnector, PluginBucket } from "msk-pipeline";
import { bundledDynamoDbSink, dynamoDbSink, type Connector } from "msk-pipeline/connectors";
import { cluster, clusterArn, encryption, network, pluginBucket } from "./existing";
import { fileSource } from "./fileSource";

const stage = pulumi.getStack();
const region = new pulumi.Config("aws").require("region");
const copies = { replicationFactor: 2, minInsyncReplicas: 1 };

const plugins = new PluginBucket("plugins", { bucket: pluginBucket });
const topic = new KafkaTopic("releases", {
  clusterArn,
  topic: "releases",
  partitions: 1,
  retention: { hours: 168 },
  ...copies,
});
const table = new DynamoDbTable("releases", {
  tableName: "releases",
  hashKey: { name: "line", type: "S" },
  ...encryption,
});

const source = run(fileSource({ stage, file: "/etc/os-release", topic: "releases" }));
const sink = run(
  dynamoDbSink({
    stage,
    name: "releases-sink",
    plugin: bundledDynamoDbSink,
    topics: ["releases"],
    region,
    tables: [{ arn: table.arn, ...encryption }],
    tableNameFormat: "${topic}",
    hashKey: "value.line",
    tasks: 1,
  }),
);

/** Runs a connector once the topic, the table and the topic of its own offsets are there. */
function run(connector: Connector): MskConnector {
  const { nameInStage, offsets, plugin } = connector;
  const kept = new KafkaTopic(`${nameInStage}-offsets`, {
    clusterArn,
    topic: offsets,
    partitions: 1,
    ...copies,
  });
  return new MskConnector(nameInStage, {
    connector,
    cluster,
    ...network,
    plugin: plugins.addPlugin(plugin),
    offsetsTopic: kept.topic,
    capacity: { mcu: 1, workers: 1, maxWorkers: 1 },
    kafkaConnectVersion: "3.7.x",
    updates: "replace",
    startAfter: [topic, table],
    logs: { retentionDays: 30, ...encryption },
  });
}

export const sourceArn = source.arn;
export const sinkArn = sink.arn;
