import assert from "node:assert/strict";
import { z } from "zod";
import type { Plan } from "../../../plan/plan";
import { parseProperties } from "../../../support/properties";
import { absent, actionsOn, all, assertWaitsFor, at, one } from "../../helpers/resources";
import { CONNECTOR, connectorOf, plan, policyOf } from "../../helpers/stagePlans";

const SERVERLESS = "aws:msk/serverlessCluster:ServerlessCluster";
const TOPIC = "msk-pipeline:components:ConnectorTopic";

/** @see https://docs.aws.amazon.com/msk/latest/developerguide/serverless-config.html */
const OF_TOPICS = new Set([
  ...["cleanup.policy", "compression.type", "max.message.bytes"],
  ...["message.timestamp.difference.max.ms", "message.timestamp.type"],
  ...["retention.bytes", "retention.ms"],
]);

const configSchema = z.record(z.string(), z.string());
const configOf = (loaded: Plan, name: string): Record<string, string> =>
  configSchema.parse(connectorOf(loaded, name).inputs["connectorConfiguration"]);
const topicOf = (loaded: Plan, name: string): string =>
  String(all(loaded.resources, TOPIC).find(({ inputs }) => inputs["topic"] === name)?.state["arn"]);

describe("a stage on MSK Serverless", () => {
  let loaded: Plan;
  before(async () => {
    loaded = await plan("prod", "pipeline=all", "brokerType=serverless");
  });

  it("has a protected serverless cluster, and nothing of brokers, whatever the settings say of them", () => {
    assert.equal(one(loaded.resources, SERVERLESS).options.protect, true);
    for (const type of [
      "aws:msk/cluster:Cluster",
      "aws:msk/configuration:Configuration",
      "aws:msk/topic:Topic",
      "aws:appautoscaling/target:Target",
    ]) {
      absent(loaded.resources, type);
    }
    assert.equal(at(loaded.outputs["logGroups"], "brokers"), undefined);
    assert.match(String(loaded.outputs["bootstrapServers"]), /\.kafka-serverless\..*:9098$/);
  });

  it("takes no other setting than brokerType to be one", async () => {
    for (const stage of ["dev", "staging"]) {
      one((await plan(stage, "brokerType=serverless")).resources, SERVERLESS);
    }
  });

  it("has each of its topics made by one connector, which may make it", () => {
    for (const { inputs, state } of all(loaded.resources, TOPIC)) {
      const makers = all(loaded.resources, "aws:iam/rolePolicy:RolePolicy").filter(
        ({ inputs: { policy } }) =>
          actionsOn(policy, String(state["arn"])).includes("kafka-cluster:CreateTopic"),
      );
      assert.equal(makers.length, 1, `${String(inputs["topic"])} has ${makers.length} makers`);
    }
  });

  it("sets of topics only what MSK Serverless takes", () => {
    const keys = all(loaded.resources, CONNECTOR).flatMap(({ inputs }) =>
      Object.keys(configSchema.parse(inputs["connectorConfiguration"])),
    );
    const set = keys.flatMap((key) => /^topic\.creation\.[\w-]+\.(.+)$/.exec(key)?.[1] ?? []);
    assert.ok(set.includes("retention.ms"));
    const ofConnect = ["partitions", "replication.factor", "include"];
    assert.deepEqual(
      set.filter((key) => !OF_TOPICS.has(key) && !ofConnect.includes(key)),
      [],
    );
  });

  it("tells the sources partitions and retention of the records' topics", () => {
    const orders = configOf(loaded, "orders-source");
    assert.equal(orders["topic.creation.default.partitions"], "6");
    assert.equal(orders["topic.creation.default.retention.ms"], "604800000");
    const capture = configOf(loaded, "sales-capture");
    assert.equal(capture["topic.creation.default.partitions"], "6");
    assert.equal(capture["topic.creation.heartbeats.include"], "__debezium-heartbeat\\.aurora");
    assert.equal(capture["topic.creation.heartbeats.partitions"], "1");
  });

  it("leaves the copies of dead letters to Amazon MSK", () => {
    const factor = "errors.deadletterqueue.topic.replication.factor";
    assert.equal(configOf(loaded, "orders-sink")[factor], "-1");
    assert.ok(
      actionsOn(policyOf(loaded, "orders-sink"), topicOf(loaded, "orders-dead-letters")).includes(
        "kafka-cluster:WriteData",
      ),
    );
  });

  it("starts a sink after the source that makes its topic, and lets it ask for none", () => {
    const { urn } = connectorOf(loaded, "orders-source");
    for (const sink of ["orders-sink", "lake-sink"]) {
      assertWaitsFor(connectorOf(loaded, sink), [connectorOf(loaded, "orders-source")]);
    }
    assert.ok(!connectorOf(loaded, "sales-sink").dependsOn.includes(urn));
    assertWaitsFor(connectorOf(loaded, "sales-sink"), [connectorOf(loaded, "sales-capture")]);
    const workers = all(loaded.resources, "aws:mskconnect/workerConfiguration:WorkerConfiguration");
    assert.equal(workers.length, 5);
    for (const { inputs } of workers) {
      const properties = parseProperties(String(inputs["propertiesFileContent"]));
      assert.equal(properties["consumer.allow.auto.create.topics"], "false");
    }
  });
});
