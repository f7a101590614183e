/** The lines of a file of every worker flow through the topic `releases` into a table. */
import * as pulumi from "@pulumi/pulumi";
import { DynamoDbTable, KafkaTopic } from "msk-pipeline";
import { bundledDynamoDbSink, dynamoDbSink } from "msk-pipeline/connectors";
import { encryption } from "./existing";
import { fileSource } from "./fileSource";
import { run, small, stage, tags } from "./run";

const topic = new KafkaTopic("releases", {
  topic: "releases",
  retention: { hours: 168 },
  ...small,
});
const table = new DynamoDbTable("releases", {
  tableName: "releases",
  hashKey: { name: "line", type: "S" },
  ...encryption,
  tags,
});

const source = fileSource({
  stage,
  file: new pulumi.Config().require("file"),
  topic: topic.name,
});
const sink = dynamoDbSink({
  stage,
  name: "releases-sink",
  plugin: bundledDynamoDbSink,
  topics: [topic.name],
  region: new pulumi.Config("aws").require("region"),
  tables: [{ arn: table.arn, ...encryption }],
  tableNameFormat: "${topic}",
  hashKey: "value.line",
  tasks: 1,
});

export const sourceArn = run(source, [topic]).arn;
export const sinkArn = run(sink, [topic, table]).arn;
