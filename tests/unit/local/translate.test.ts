import assert from "node:assert/strict";
import { bundledDynamoDbSink } from "../../../archives/catalogue";
import type { DeclaredStage } from "../../../local/declared/declaredStage";
import type { Properties } from "../../../support/properties";
import { planStage } from "../../../local/declared/planStage";
import { describeTranslations } from "../../../local/showTranslations";
import { recordsOf, translate } from "../../../local/declared/translate";

const machine = {
  bootstrapServers: "127.0.0.1:1111",
  dynamoDbEndpoint: "http://127.0.0.1:2222",
  s3Endpoint: "http://127.0.0.1:5555",
  secretsEndpoint: "http://127.0.0.1:3333",
  schemasEndpoint: "http://127.0.0.1:9",
  database: { host: "127.0.0.1", port: 4444, authority: "/run/ca.pem" },
  records: 1000,
};

function translated(declared: DeclaredStage, connector: string): Properties {
  const found = translate(declared, machine).stage.connectors.find(({ name }) =>
    name.endsWith(connector),
  );
  return found?.config ?? assert.fail(`no ${connector}`);
}

describe("Translation to one machine", () => {
  it("changes in dev the generator's pace and end, the endpoint and the copies, and nothing else", async () => {
    const { translations } = translate(await planStage({ stage: "dev", overrides: [] }), machine);
    assert.deepEqual(
      translations.map(({ where, key, declared, local }) => [where, key, declared, local]),
      [
        ["broker", "default.replication.factor", "2", "1"],
        ["topic orders", "replication.factor", "2", "1"],
        ["topic __amazon_msk_connect_offsets_dev_orders-sink", "replication.factor", "2", "1"],
        ["topic __amazon_msk_connect_offsets_dev_orders-source", "replication.factor", "2", "1"],
        [
          "dev-orders-sink",
          "aws.dynamodb.endpoint",
          "https://dynamodb.us-east-1.amazonaws.com",
          "http://127.0.0.1:2222",
        ],
        ["dev-orders-source", "iterations", "-1", "1000"],
        ["dev-orders-source", "max.interval", "10000", "0"],
      ],
    );
  });

  it("has AWS's converter ask what stands in for the schema registry", async () => {
    const overrides = ["recordFormat=avro"];
    const { stage, translations } = translate(
      await planStage({ stage: "dev", overrides }),
      machine,
    );
    for (const { config } of stage.connectors) {
      assert.equal(config["value.converter.endpoint"], "http://127.0.0.1:9");
    }
    assert.match(
      describeTranslations("dev", translations),
      /value\.converter\.endpoint: what stands in for the AWS Glue Schema Registry/,
    );
  });

  it("takes one copy wherever prod wants several, dead letters and acknowledgement among them", async () => {
    const prod = await planStage({ stage: "prod", overrides: [] });
    const { stage } = translate(prod, machine);
    assert.equal(stage.serverProperties["min.insync.replicas"], "1");
    assert.ok(stage.topics.length >= 2);
    for (const { replicationFactor, configs } of stage.topics) {
      assert.equal(replicationFactor, 1);
      assert.equal(configs["min.insync.replicas"], "1");
    }
    const sink = translated(prod, "orders-sink");
    assert.equal(sink["errors.deadletterqueue.topic.replication.factor"], "1");
  });

  it("keeps everything on one broker, which has no tiered storage", async () => {
    const prod = await planStage({ stage: "prod", overrides: ["ordersLocalHours=24"] });
    const configs = (topics: DeclaredStage["topics"]): Properties | undefined =>
      topics.find(({ name }) => name === "orders")?.configs;
    const declared = configs(prod.topics) ?? {};
    assert.equal(declared["remote.storage.enable"], "true");
    assert.equal(declared["local.retention.ms"], "86400000");
    assert.deepEqual(configs(translate(prod, machine).stage.topics), {
      "cleanup.policy": "delete",
      "min.insync.replicas": "1",
      "retention.ms": "604800000",
    });
  });

  it("runs a stage with Express brokers on the same one, whose copies no topic names", async () => {
    const prod = await planStage({ stage: "prod", overrides: ["brokerType=express.m7g.large"] });
    const { stage } = translate(prod, machine);
    assert.deepEqual(stage.serverProperties, {
      "auto.create.topics.enable": "false",
      "delete.topic.enable": "true",
      "log.retention.ms": "604800000",
      "num.partitions": "1",
    });
    assert.ok(stage.topics.length >= 2);
    for (const { replicationFactor, configs } of stage.topics) {
      assert.equal(replicationFactor, 1);
      assert.equal(configs["min.insync.replicas"], undefined);
    }
  });

  it("leaves the making of topics to connectors as a stage on MSK Serverless has it", async () => {
    const overrides = ["pipeline=all", "brokerType=serverless"];
    const prod = await planStage({ stage: "prod", overrides });
    const { stage, translations } = translate(prod, machine);
    const made = (connectors: DeclaredStage["connectors"]): unknown =>
      connectors.map(({ config }) =>
        Object.entries(config).filter(([key]) => /^topic\.creation|replication/.test(key)),
      );
    assert.deepEqual(made(stage.connectors), made(prod.connectors));
    assert.deepEqual(
      translations.filter(({ key }) => key.endsWith("replication.factor")),
      [],
    );
  });

  it("leaves a sink its tasks", async () => {
    const staging = await planStage({ stage: "staging", overrides: [] });
    assert.equal(translated(staging, "orders-sink")["tasks.max"], "3");
  });

  it("leaves Confluent's sink without IAM and with a licence topic that one broker can hold", async () => {
    const overrides = ["plugins=confluent"];
    const sink = translated(await planStage({ stage: "dev", overrides }), "orders-sink");
    const licence = Object.entries(sink).filter(([key]) => key.startsWith("confluent."));
    assert.deepEqual(Object.fromEntries(licence), {
      "confluent.topic.bootstrap.servers": machine.bootstrapServers,
      "confluent.topic.replication.factor": "1",
    });
  });

  it("drops the authentication of every client that a connector makes itself", () => {
    const config = {
      "schema.history.internal.kafka.bootstrap.servers": "b-1:9098",
      "schema.history.internal.producer.sasl.mechanism": "AWS_MSK_IAM",
      "schema.history.internal.consumer.security.protocol": "SASL_SSL",
      "topic.prefix": "sales",
    };
    assert.deepEqual(translated(withConnector(config), "connector"), {
      "schema.history.internal.kafka.bootstrap.servers": machine.bootstrapServers,
      "topic.prefix": "sales",
    });
  });

  it("shares the orders among the generator's tasks, each of which counts for itself", () => {
    const config = { quickstart: "orders", "tasks.max": "3", iterations: "-1" };
    const local = translated(withConnector(config), "connector");
    assert.equal(local["iterations"], "334");
    assert.equal(recordsOf(local), 1002);
  });

  it("does not touch keys of the same name in connectors that generate nothing", () => {
    const config = { iterations: "5", "max.interval": "7" };
    assert.deepEqual(translated(withConnector(config), "connector"), config);
  });

  it("can be printed with the reason of each change", () => {
    const translations = [
      { where: "sink", key: "a", declared: "1", local: "2", why: "so" },
      { where: "sink", key: "b", declared: "1", local: undefined, why: "gone" },
      { where: "source", key: "c", declared: undefined, local: "3", why: "new" },
    ];
    assert.equal(
      describeTranslations("dev", translations),
      [
        "On this machine stage dev differs in 3 values; all else is as declared.",
        ...["", "sink", "  a: so", "    1 -> 2", "  b: gone", "    1 -> dropped"],
        ...["", "source", "  c: new", "    not set -> 3"],
      ].join("\n"),
    );
  });
});

function withConnector(config: Properties): DeclaredStage {
  return {
    name: "dev",
    kafkaVersion: "3.9.x",
    serverProperties: {},
    topics: [],
    tables: [],
    database: undefined,
    connectors: [
      {
        name: "connector",
        kafkaConnectVersion: "3.7.x",
        config,
        worker: {},
        reads: [],
        writes: [],
        plugin: bundledDynamoDbSink,
      },
    ],
  };
}
