import assert from "node:assert/strict";
import { bundledS3Sink, bundledOrdersSource } from "../../../archives/catalogue";
import { datagen } from "../../../connectors/datagen";
import { s3Sink } from "../../../connectors/s3Sink";
import { makingTopics, type NewTopic } from "../../../connectors/topicCreation";

const source = datagen({
  stage: "dev",
  name: "source",
  plugin: bundledOrdersSource,
  topic: "orders",
  intervalMs: 100,
});
const sink = s3Sink({
  stage: "dev",
  name: "sink",
  plugin: bundledS3Sink,
  topics: ["orders"],
  region: "us-east-1",
  bucket: { name: "lake", arn: "arn:aws:s3:::lake" },
  tasks: 1,
  deadLetters: { topic: "letters", replicationFactor: -1 },
});

const topic = (name: string, alias = name): NewTopic => ({
  alias,
  topic: name,
  partitions: 2,
  configs: { "cleanup.policy": "delete", "retention.ms": "1000" },
});

/** What a configuration has of the making of topics. */
const creation = (config: object): Record<string, string> =>
  Object.fromEntries(Object.entries(config).filter(([key]) => key.startsWith("topic.creation.")));

describe("makingTopics", () => {
  it("tells a source how to make the topic that it writes, with the brokers' own copies", () => {
    const { config, creates } = makingTopics(source, [topic("orders"), topic(source.offsets)]);
    assert.deepEqual(creation(config), {
      "topic.creation.default.cleanup.policy": "delete",
      "topic.creation.default.partitions": "2",
      "topic.creation.default.replication.factor": "-1",
      "topic.creation.default.retention.ms": "1000",
    });
    assert.deepEqual(creates, ["orders", source.offsets]);
  });

  it("has a group for each further topic, which takes its name alone", () => {
    const writes = ["orders", "a.b"];
    const made = makingTopics({ ...source, writes }, [topic("orders"), topic("a.b", "beats")]);
    const config = creation(made.config);
    assert.equal(config["topic.creation.groups"], "beats");
    assert.equal(config["topic.creation.beats.include"], "a\\.b");
    assert.equal(config["topic.creation.beats.partitions"], "2");
    assert.equal(config["topic.creation.beats.replication.factor"], "-1");
    assert.match("a.b", new RegExp(`^${config["topic.creation.beats.include"]}$`));
    assert.doesNotMatch("axb", new RegExp(`^${config["topic.creation.beats.include"]}$`));
  });

  it("has a sink make its dead letters' topic, and ask for none that it reads", () => {
    const made = makingTopics(sink, [topic("orders"), topic("letters")]);
    assert.deepEqual(made.creates, ["letters"]);
    assert.deepEqual(creation(made.config), {});
    assert.deepEqual(made.config, sink.config);
    assert.equal(made.worker["consumer.allow.auto.create.topics"], "false");
  });

  it("leaves a connector as it is whose topics are there", () => {
    assert.equal(makingTopics(source, []), source);
    assert.equal(makingTopics(sink, [topic("orders")]), sink);
  });
});
