import assert from "node:assert/strict";
import { evaluate } from "../../../plan/evaluate";
import { ComponentProvider } from "../../../provider/provider";
import { packageSchema } from "../../../provider/schema";
import * as offered from "../../../provider";

const provider = new ComponentProvider();
const capacity = { mcu: 1, workers: 1, maxWorkers: 1 };
const connectorArgs = {
  plugin: { arn: "arn:aws:kafkaconnect:us-east-1:123456789012:custom-plugin/p/1", revision: 1 },
  cluster: {
    arn: "arn:aws:kafka:us-east-1:123456789012:cluster/c/1",
    bootstrapServers: "b-1:9098",
    securityGroupId: "sg-1",
  },
  offsetsTopic: "offsets",
  vpcId: "vpc-1",
  subnetIds: ["subnet-1"],
  capacity,
  kafkaConnectVersion: "3.7.x",
  updates: "replace",
  logs: { retentionDays: 7 },
};
const generator = {
  kind: "datagen",
  stage: "dev",
  name: "orders-source",
  topic: "orders",
  intervalMs: 1000,
};

/** Has the provider make a component; returns what its program is told, and what it registered. */
async function made(
  component: string,
  inputs: Readonly<Record<string, unknown>>,
): Promise<{ state: Record<string, unknown>; inputs: (type: string) => Record<string, unknown> }> {
  const type = `msk-pipeline:components:${component}`;
  const { outputs, resources } = await evaluate(
    async () => (await provider.construct("mine", type, inputs, {})).state,
    {
      runCommand: () => Promise.resolve(JSON.stringify({ path: __filename, sha256: "0" })),
    },
  );
  return {
    state: outputs,
    inputs: (wanted) =>
      resources.find((each) => each.type === wanted)?.inputs ?? assert.fail(wanted),
  };
}

describe("The provider of the components", () => {
  it("has a class for each component of the schema, and a schema for each class", () => {
    const names = Object.keys(packageSchema.resources).map((type) => type.split(":").at(-1));
    assert.deepEqual(names, Object.keys(offered).sort());
  });

  it("makes a component, and tells all of its outputs that the schema has", async () => {
    const { state } = await made("KafkaTopic", {
      clusterArn: "arn",
      topic: "orders",
      partitions: 1,
      replicationFactor: 2,
    });
    assert.deepEqual(state, { topic: "orders", name: "orders" });
  });

  it("makes plugins of the archives that it is told, with the tools of a client", async () => {
    const { state } = await made("PluginBucket", {
      archives: { orders: "bundledOrdersSource" },
      glueConverter: true,
      clientTools: true,
    });
    const { plugins, tools } = state as { plugins: Record<string, object>; tools: object };
    assert.deepEqual(Object.keys(plugins), ["orders"]);
    assert.match(JSON.stringify(plugins["orders"]), /custom-plugin\/mine-orders-source-glue\//);
    assert.match(JSON.stringify(tools), /kafka-client\/0/);
  });

  it("leaves a bucket as it is that is there already", async () => {
    const { state } = await made("PluginBucket", {
      bucket: { bucket: "theirs", arn: "arn:aws:s3:::theirs" },
      archives: {},
    });
    assert.deepEqual(state, { bucketName: "theirs", plugins: {} });
  });

  it("has a connector make its topics, and write Avro, where it is told to", async () => {
    const { inputs } = await made("MskConnector", {
      ...connectorArgs,
      connector: generator,
      makes: [{ alias: "orders", topic: "orders", partitions: 6, configs: {} }],
      schemas: {
        name: "r",
        arn: "arn:aws:glue:us-east-1:123456789012:registry/r",
        region: "us-east-1",
      },
    });
    const config = inputs("aws:mskconnect/connector:Connector")["connectorConfiguration"];
    assert.match(JSON.stringify(config), /"topic\.creation\.default\.partitions":"6"/);
    assert.match(JSON.stringify(config), /AWSKafkaAvroConverter/);
  });

  it("names what it does not have", () => {
    const type = "msk-pipeline:components:Nothing";
    assert.throws(
      () => provider.construct("mine", type, {}, {}),
      /has no component msk-pipeline:components:Nothing/,
    );
    assert.throws(() => provider.invoke("msk-pipeline:connectors:none", {}), /has no function/);
  });

  it("tells the names of a connector", async () => {
    const token = "msk-pipeline:connectors:named";
    assert.deepEqual((await provider.invoke(token, { stage: "dev", name: "sink" })).outputs, {
      name: "dev-sink",
      nameInStage: "sink",
      offsets: "__amazon_msk_connect_offsets_dev_sink",
    });
    assert.throws(() => provider.invoke(token, { stage: "dev" }), /named: name must be set/);
  });
});
