import assert from "node:assert/strict";
import type { Plan } from "../../../../plan/plan";
import { at, one } from "../../../helpers/resources";
import { CLUSTER, CONNECTOR, TABLE, plan } from "../../../helpers/stagePlans";
import { alarms, assertAlarms, named, quiet, seen } from "./alarms";

const FUNCTION = "aws:lambda/function:Function";
const GIB = 1024 ** 3;

describe("Monitoring", () => {
  let loaded: Plan;
  before(async () => {
    loaded = await plan("prod", "pipeline=all");
  });

  it("watches the cluster by what AWS recommends for its brokers", () => {
    const cluster = { "Cluster Name": one(loaded.resources, CLUSTER).inputs["clusterName"] };
    const brokers = { ...cluster, "Broker ID": "*" };
    assertAlarms(loaded, "kafka-", {
      "kafka-no-controller": ["Maximum ActiveControllerCount", cluster, "< 1", 5, "breaching"],
      "kafka-offline-partitions": quiet("Maximum OfflinePartitionsCount", cluster, "> 0", 1),
      "kafka-under-replicated": quiet("SUM UnderReplicatedPartitions", brokers, "> 0", 15),
      "kafka-under-min-isr": quiet("MAX UnderMinIsrPartitionCount", brokers, ">= 1", 1),
      "kafka-broker-disk": quiet("MAX KafkaDataLogsDiskUsed", brokers, "> 85", 1),
      "kafka-broker-heap": quiet("MAX HeapMemoryAfterGC", brokers, "> 60", 15),
      "kafka-broker-cpu": quiet("MIN CpuIdle", brokers, "< 40", 5),
      "kafka-iam-connections": quiet("SUM IAMTooManyConnections", brokers, "> 0", 5),
    });
  });

  it("watches CPU credits where brokers have them, and what the monitoring level has", async () => {
    const small = await plan("dev", "alarms=true");
    const [credits, ...others] = alarms(small, "kafka-").filter(
      ({ name }) => !alarms(loaded, "kafka-").some((other) => other.name === name),
    );
    assert.deepEqual(others, []);
    const brokers = { "Cluster Name": "msk-pipeline-dev", "Broker ID": "*" };
    assert.deepEqual(
      credits && seen(credits),
      quiet("MIN CPUCreditBalance", brokers, "<= 100", 15),
    );
    assert.deepEqual(named(small, "kafka-iam"), []);
  });

  it("watches of Express brokers what they tell: slowed clients, storage, CPU", async () => {
    const express = await plan("prod", "brokerType=express.m7g.large");
    const cluster = { "Cluster Name": "msk-pipeline-prod" };
    const brokers = { ...cluster, "Broker ID": "*" };
    assertAlarms(express, "kafka-", {
      "kafka-no-controller": ["Maximum ActiveControllerCount", cluster, "< 1", 5, "breaching"],
      "kafka-produce-throttled": quiet("MAX ProduceThrottleTime", brokers, "> 0", 5),
      "kafka-fetch-throttled": quiet("MAX FetchThrottleTime", brokers, "> 0", 5),
      "kafka-storage-growth": quiet("Maximum StorageUsed", cluster, "> expected", 15),
      "kafka-broker-cpu": quiet("MIN CpuIdle", brokers, "< 40", 5),
      "kafka-iam-connections": quiet("SUM IAMTooManyConnections", brokers, "> 0", 5),
    });
    const few = await plan("prod", "brokerType=express.m7g.large", "monitoringLevel=DEFAULT");
    assert.deepEqual(named(few, "kafka-"), [
      "kafka-broker-cpu",
      "kafka-no-controller",
      "kafka-storage-growth",
    ]);
  });

  it("watches of a serverless cluster what it lets in and out, and dead letters by topic alone", async () => {
    const serverless = await plan("prod", "pipeline=orders", "brokerType=serverless");
    const cluster = { "Cluster Name": "msk-pipeline-prod" };
    const topics = { ...cluster, Topic: "*" };
    assertAlarms(serverless, "kafka-", {
      "kafka-ingress-quota": quiet("SUM BytesInPerSec", topics, "> 160000000", 5),
      "kafka-egress-quota": quiet("SUM BytesOutPerSec", topics, "> 320000000", 5),
    });
    const [letters] = alarms(serverless, "orders-sink-dead-letters");
    const { statistic, dimensions, metricName } = letters?.inputs ?? {};
    assert.deepEqual(
      [statistic, metricName, dimensions],
      ["Sum", "BytesInPerSec", { ...cluster, Topic: "orders-dead-letters" }],
    );
  });

  it("watches sources: their tasks, and that records come, heartbeats among them", () => {
    for (const source of ["orders-source", "sales-capture"]) {
      const of = { ConnectorName: nameOf(loaded, source) };
      assertAlarms(loaded, `${source}-`, {
        [`${source}-failed-tasks`]: quiet("Maximum ErroredTaskCount", of, "> 0", 2),
        [`${source}-no-tasks`]: ["Maximum RunningTaskCount", of, "< 1", 30, "breaching"],
        [`${source}-silent-source`]: ["Maximum SourceRecordWriteRate", of, "<= 0", 30, "breaching"],
      });
    }
  });

  it("gives a source that pauses for longer the time for it, a day at most", async () => {
    const minutes = async (orderIntervalMs: number): Promise<unknown> => {
      const slow = await plan("prod", `orderIntervalMs=${orderIntervalMs}`);
      return alarms(slow, "orders-source-silent").map((alarm) => seen(alarm)[3]);
    };
    assert.deepEqual(await minutes(3_600_000), [65]);
    assert.deepEqual(await minutes(86_400_000), [1440]);
  });

  it("watches sinks: tasks, summary lines, lag in time and dead letters", () => {
    const topics: Readonly<Record<string, readonly [read: string, setAside: string]>> = {
      "orders-sink": ["orders", "orders-dead-letters"],
      "sales-sink": ["aurora.salesdb.SALES_ORDER", "sales-orders-dead-letters"],
    };
    const cluster = { "Cluster Name": one(loaded.resources, CLUSTER).inputs["clusterName"] };
    for (const [sink, [read, setAside]] of Object.entries(topics)) {
      const of = { ConnectorName: nameOf(loaded, sink) };
      const group = {
        ...cluster,
        "Consumer Group": `connect-${nameOf(loaded, sink)}`,
        Topic: read,
      };
      const letters = { ...cluster, Topic: setAside, "Broker ID": "*" };
      assertAlarms(loaded, `${sink}-`, {
        [`${sink}-failed-tasks`]: quiet("Maximum ErroredTaskCount", of, "> 0", 2),
        [`${sink}-no-tasks`]: ["Maximum RunningTaskCount", of, "< 1", 30, "breaching"],
        [`${sink}-silent-sink`]: ["SampleCount records", {}, "< 1", 30, "breaching"],
        [`${sink}-lag`]: quiet("Maximum EstimatedMaxTimeLag", group, "> 600", 5),
        [`${sink}-dead-letters`]: quiet("SUM BytesInPerSec", letters, "> 0", 5),
      });
    }
  });

  it("watches no dead letters where there are none, and no summaries of Confluent's sink", async () => {
    const plain = await plan("dev", "alarms=true", "plugins=confluent");
    assert.deepEqual(named(plain, "orders-sink-"), [
      "orders-sink-failed-tasks",
      "orders-sink-lag",
      "orders-sink-no-tasks",
    ]);
  });

  it("watches tables: throttles that last, and DynamoDB's own errors", () => {
    const tables = { orders: "orders-table", salesOrders: "sales-orders-table" };
    for (const [role, name] of Object.entries(tables)) {
      const of = { TableName: one(loaded.resources, TABLE, name).inputs["name"] };
      const operations = { ...of, Operation: "*" };
      assertAlarms(loaded, `table-${role}-`, {
        [`table-${role}-writes-throttled`]: quiet("Sum WriteThrottleEvents", of, "> 0", 15),
        [`table-${role}-reads-throttled`]: quiet("Sum ReadThrottleEvents", of, "> 0", 15),
        [`table-${role}-system-errors`]: quiet("SUM SystemErrors", operations, "> 0", 5),
      });
    }
  });

  it("watches the database: its writer, whichever it is, its binlog and its volume", async () => {
    const { inputs } = one(loaded.resources, "aws:rds/cluster:Cluster");
    const volume = { DBClusterIdentifier: inputs["clusterIdentifier"] };
    const writer = { ...volume, Role: "WRITER" };
    assertAlarms(loaded, "database-", {
      "database-away": ["Maximum EngineUptime", writer, "<= 0", 5, "breaching"],
      "database-cpu": quiet("Average CPUUtilization", writer, "> 80", 15),
      "database-binlog": quiet("Maximum SumBinaryLogSize", writer, `> ${100 * GIB}`, 15),
      "database-volume": quiet("Minimum AuroraVolumeBytesLeftTotal", volume, `< ${1024 * GIB}`, 15),
    });
    assert.deepEqual(named(await plan("prod"), "database-"), []);
  });

  it("watches the function that restarts failed tasks: that it works, and that it is called", () => {
    const of = { FunctionName: one(loaded.resources, FUNCTION).inputs["name"] };
    assertAlarms(loaded, "healing-", {
      "healing-function-errors": quiet("Sum Errors", of, "> 0", 30),
      "healing-silent-function": ["Sum Invocations", of, "< 1", 30, "breaching"],
    });
  });

  it("gives new resources twice its time to speak where silence is bad", () => {
    for (const { name, inputs } of alarms(loaded)) {
      const [, , , minutes, silence] = seen({ name, inputs });
      assert.equal(
        at(inputs, "warmUpConfiguration", "warmUpPeriodDurationInMinutes"),
        silence === "breaching" ? 2 * minutes : undefined,
        name,
      );
    }
  });

  it("has every alarm tell the topic, when it goes off and when all is well", () => {
    const topic = one(loaded.resources, "aws:sns/topic:Topic").state["arn"];
    assert.ok(alarms(loaded).length > 30);
    for (const { name, inputs } of alarms(loaded)) {
      assert.deepEqual([inputs["alarmActions"], inputs["okActions"]], [[topic], [topic]], name);
      assert.equal(inputs["name"], `msk-pipeline-prod-${name}`);
    }
  });
});

function nameOf(loaded: Plan, connector: string): string {
  return String(one(loaded.resources, CONNECTOR, `${connector}-connector`).inputs["name"]);
}
