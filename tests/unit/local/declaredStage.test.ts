import assert from "node:assert/strict";
import { bundledDynamoDbSink, bundledOrdersSource } from "../../../archives/catalogue";
import { schema } from "../../../config/schema";
import { javaVersion } from "../../../local/services/jvm/java";
import { planStage } from "../../../local/declared/planStage";
import { ordersFlow } from "../../../local/pipelines/orders/flow";
import { parseProperties } from "../../../support/properties";
import { readStage } from "../../../local/declared/declaredStage";
import { translate } from "../../../local/declared/translate";
import { kafkaConnectRelease, kafkaRelease } from "../../../local/declared/versions";
import type { Plan, PlannedResource } from "../../../plan/plan";

const machine = {
  bootstrapServers: "b",
  dynamoDbEndpoint: "d",
  s3Endpoint: "o",
  secretsEndpoint: "s",
  schemasEndpoint: "http://127.0.0.1:9",
  database: { host: "h", port: 1, authority: "/ca.pem" },
  records: 7,
};

describe("The pipeline that a stage declares", () => {
  for (const stage of ["dev", "staging", "prod"]) {
    it(`is read from the plan of ${stage}`, async () => {
      const declared = await planStage({ stage, overrides: [] });
      assert.equal(declared.name, stage);
      assert.equal(declared.serverProperties["delete.topic.enable"], "true");
      assert.deepEqual(
        declared.connectors.map(({ name }) => name),
        [`${stage}-orders-sink`, `${stage}-orders-source`],
      );
      assert.deepEqual(
        declared.connectors.map(({ plugin }) => plugin),
        [bundledDynamoDbSink, bundledOrdersSource],
      );
      for (const { worker } of declared.connectors) assert.ok(worker["key.converter"]);
      const [table] = declared.tables;
      assert.deepEqual(
        [table?.name, table?.hashKey, table?.attributes],
        ["kafka_orders", "orderid", [{ name: "orderid", type: "N" }]],
      );
    });
  }

  it("moves orders from the generator to the sink's table", async () => {
    const declared = await planStage({
      stage: "prod",
      overrides: ["tableNameFormat=${topic}-store"],
    });
    const flow = ordersFlow(translate(declared, machine).stage);
    assert.ok(flow);
    const { table, ...others } = flow;
    assert.equal(table.name, "orders-store");
    assert.deepEqual(others, {
      source: "prod-orders-source",
      records: 7,
      topic: "orders",
      sink: "prod-orders-sink",
      group: "connect-prod-orders-sink",
      hashKey: "value.orderid",
      delimiter: "_",
      deadLetterTopic: "orders-dead-letters",
    });
  });

  it("is refused with the resource's name when the plan is not as expected", () => {
    const cluster = {
      urn: "urn",
      type: "aws:msk/cluster:Cluster",
      name: "kafka-cluster",
      parent: undefined,
      inputs: { kafkaVersion: 3 },
      state: {},
      dependsOn: [],
      secretInputs: [],
      options: {},
    };
    const plan: Plan = { project: "p", stack: "dev", resources: [cluster], outputs: {} };
    assert.throws(() => readStage(plan, []), /Cluster kafka-cluster .*kafkaVersion/s);
    const twice = { ...plan, resources: [cluster, cluster] };
    assert.throws(() => readStage(twice, []), /has one aws:msk\/cluster/);
  });

  it("is refused for a plugin that the program does not make, by the connector's name", () => {
    const of = (type: string, inputs: PlannedResource["inputs"]): PlannedResource => ({
      ...{ urn: type, type, name: "own", parent: undefined, inputs, state: {} },
      ...{ dependsOn: [], options: {} },
    });
    const connector = of("aws:mskconnect/connector:Connector", {
      name: "dev-own",
      kafkaconnectVersion: "3.7.x",
      connectorConfiguration: {},
      plugins: [{ customPlugin: { arn: "arn:of:a:plugin" } }],
    });
    const component = of("msk-pipeline:components:MskConnector", {
      connector: { name: "dev-own", reads: [], writes: ["own"] },
    });
    const plan = { project: "p", stack: "dev", outputs: {} };
    assert.throws(
      () => readStage({ ...plan, resources: [component, connector] }, []),
      /^UserError: The plugin of the connector dev-own, arn:of:a:plugin, is not made by the program/,
    );
    assert.throws(
      () => readStage({ ...plan, resources: [connector] }, []),
      /^UserError: The connector dev-own belongs to no MskConnector/,
    );
  });

  it("has the newest broker where the cluster is not the program's", () => {
    const { kafkaVersion, serverProperties } = readStage(
      { project: "p", stack: "dev", resources: [], outputs: {} },
      [],
    );
    assert.equal(kafkaRelease(kafkaVersion), "3.9.2");
    assert.deepEqual(serverProperties, {});
  });

  it("has a broker that makes no topic by itself in the place of a serverless cluster", async () => {
    const overrides = ["pipeline=all", "brokerType=serverless"];
    const stage = await planStage({ stage: "dev", overrides });
    assert.deepEqual(stage.topics, []);
    assert.equal(kafkaRelease(stage.kafkaVersion), "3.9.2");
    assert.deepEqual(stage.serverProperties, { "auto.create.topics.enable": "false" });
  });

  it("reads properties files with = in values", () => {
    assert.deepEqual(parseProperties("a=1\n# no\n\nb = x=y\n"), { a: "1", b: "x=y" });
  });
});

describe("Versions", () => {
  it("has a release for every version that a stage may set", () => {
    const versions = (setting: "kafkaVersion" | "kafkaConnectVersion"): string[] =>
      ["2.7.1", "3.7.x", "3.8.x", "3.9.x", "3.9.x.kraft"].filter(
        (version) => schema.shape[setting].safeParse(version).success,
      );
    for (const version of versions("kafkaVersion"))
      assert.match(kafkaRelease(version), /^3\.\d\.\d$/);
    assert.deepEqual(versions("kafkaConnectVersion").map(kafkaConnectRelease), ["2.7.1", "3.7.2"]);
  });

  it("refuses a version that it does not know", () => {
    assert.throws(() => kafkaRelease("9.9.x"), /Kafka 9\.9\.x has no release/);
  });

  it("reads what any Java calls itself", () => {
    assert.equal(javaVersion('openjdk version "17.0.15" 2025-04-15'), "17.0.15");
    assert.equal(javaVersion('Picked up X\njava version "1.8.0_402"'), "8.0_402");
    assert.equal(javaVersion('openjdk version "21" 2023-09-19'), "21");
  });
});
