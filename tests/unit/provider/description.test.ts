import assert from "node:assert/strict";
import {
  bundledDynamoDbSink,
  bundledOrdersSource,
  bundledS3Sink,
  confluentDynamoDbSink,
  debeziumMySql27,
  debeziumPostgreSql27,
} from "../../../archives/catalogue";
import type { Connector } from "../../../connectors/connector";
import { datagen } from "../../../connectors/datagen";
import { debeziumMySql } from "../../../connectors/debeziumMySql";
import { debeziumPostgreSql } from "../../../connectors/debeziumPostgreSql";
import { dynamoDbSink } from "../../../connectors/dynamoDbSink";
import { s3Sink } from "../../../connectors/s3Sink";
import { connectorOf } from "../../../provider/description";

const names = { stage: "dev", name: "mine" };
const generator = { ...names, topic: "orders", intervalMs: 1000 };
const tables = {
  ...names,
  topics: ["orders"],
  region: "us-east-1",
  tables: [{ arn: "arn:aws:dynamodb:us-east-1:123456789012:table/t" }],
  tableNameFormat: "t",
  hashKey: "value.orderid",
  tasks: 1,
};
const lake = {
  ...names,
  topics: ["orders"],
  region: "us-east-1",
  bucket: { name: "lake", arn: "arn:aws:s3:::lake" },
  tasks: 1,
};
const capture = {
  ...names,
  hostname: "db",
  credentials: { name: "secret", arn: "arn:aws:secretsmanager:us-east-1:123456789012:secret:s" },
  region: "us-east-1",
  topicPrefix: "sales",
  kafkaConnectVersion: "3.7.x",
} as const;
const mySql = {
  ...capture,
  version: "2.7",
  serverId: 1,
  database: "salesdb",
  tables: ["SALES_ORDER"],
  bootstrapServers: "b-1:9098",
} as const;
const postgreSql = {
  ...capture,
  database: { name: "salesdb", schema: "sales", tables: ["sales_order"], publication: "capture" },
};

describe("A connector that a program in another language describes", () => {
  const same: Readonly<Record<string, readonly [Connector, Connector]>> = {
    datagen: [
      connectorOf({ kind: "datagen", ...generator }),
      datagen({ ...generator, plugin: bundledOrdersSource }),
    ],
    dynamoDbSink: [
      connectorOf({ kind: "dynamoDbSink", ...tables }),
      dynamoDbSink({ ...tables, plugin: bundledDynamoDbSink }),
    ],
    "dynamoDbSink of Confluent": [
      connectorOf({ kind: "dynamoDbSink", ...tables, plugin: "confluentDynamoDbSink" }),
      dynamoDbSink({ ...tables, plugin: confluentDynamoDbSink() }),
    ],
    s3Sink: [connectorOf({ kind: "s3Sink", ...lake }), s3Sink({ ...lake, plugin: bundledS3Sink })],
    debeziumMySql: [
      connectorOf({ kind: "debeziumMySql", ...mySql }),
      debeziumMySql({ ...mySql, plugin: debeziumMySql27 }),
    ],
    debeziumPostgreSql: [
      connectorOf({ kind: "debeziumPostgreSql", ...postgreSql }),
      debeziumPostgreSql({ ...postgreSql, plugin: debeziumPostgreSql27 }),
    ],
  };
  for (const [name, [described, made]] of Object.entries(same)) {
    it(`is that of ${name}`, () => {
      assert.deepEqual(JSON.parse(JSON.stringify(described)), JSON.parse(JSON.stringify(made)));
    });
  }

  it("may be any, with the names, the worker and the group of the others", () => {
    const plugin = {
      name: "mirror",
      version: "1",
      mainClass: "org.example.Mirror",
      source: { kind: "file", file: "mirror.zip" },
    } as const;
    const sink = connectorOf({
      kind: "other",
      ...names,
      direction: "sink",
      plugin,
      config: { topics: "orders" },
      reads: ["orders"],
      worker: { "consumer.max.poll.records": "10" },
      singleWorker: "It counts",
    });
    const usual = dynamoDbSink({ ...tables, plugin: bundledDynamoDbSink });
    assert.deepEqual(sink, {
      name: usual.name,
      nameInStage: usual.nameInStage,
      offsets: usual.offsets,
      kind: "sink",
      plugin,
      config: { topics: "orders", "connector.class": "org.example.Mirror" },
      reads: ["orders"],
      writes: [],
      owns: [],
      groups: usual.groups,
      access: [],
      worker: { ...usual.worker, "consumer.max.poll.records": "10" },
      singleWorker: "It counts",
    });
    const source = connectorOf({
      kind: "other",
      ...names,
      direction: "source",
      plugin,
      config: {},
    });
    assert.deepEqual(source.groups, []);
  });
});
