import assert from "node:assert/strict";
import { all, assertInputs, assertWaitsFor, one } from "../../helpers/resources";
import { CONNECTOR, connectorOf, plan } from "../../helpers/stagePlans";

const WORKER = "aws:mskconnect/workerConfiguration:WorkerConfiguration";
const TOPIC = "aws:msk/topic:Topic";
const connectors = ["orders-source", "orders-sink", "sales-capture", "sales-sink", "lake-sink"];

async function bootstrapServers(stage: string, brokers: number): Promise<string> {
  const { outputs } = await plan(stage, `brokers=${brokers}`);
  return String(outputs["bootstrapServers"]);
}

describe("The brokers' addresses", () => {
  it("are one in each zone", async () => {
    const zones = async (stage: string, brokers: number): Promise<string[]> =>
      (await bootstrapServers(stage, brokers)).split(",").map((host) => host.slice(0, 4));
    assert.deepEqual(await zones("dev", 2), ["b-1.", "b-2."]);
    assert.deepEqual(await zones("prod", 3), ["b-1.", "b-2.", "b-3."]);
  });

  it("stay the same when brokers are added, so that no connector is replaced", async () => {
    const ofTwoZones = await bootstrapServers("dev", 2);
    assert.equal(await bootstrapServers("dev", 4), ofTwoZones);
    assert.equal(await bootstrapServers("dev", 6), ofTwoZones);
    assert.equal(await bootstrapServers("prod", 6), await bootstrapServers("prod", 3));
  });
});

describe("The topic of a connector's offsets", () => {
  it("is the stack's, small, compacted, and there before the connector", async () => {
    const loaded = await plan("prod", "pipeline=all", "kafkaClient=true");
    for (const name of connectors) {
      const topic = one(loaded.resources, TOPIC, `${name}-offsets-topic`);
      assertInputs(topic, {
        name: `__amazon_msk_connect_offsets_prod_${name}`,
        partitionCount: 1,
        configs: '{"cleanup.policy":"compact","min.insync.replicas":"2"}',
      });
      assertWaitsFor(connectorOf(loaded, name), [topic]);
      assert.match(
        String(one(loaded.resources, WORKER, `${name}-worker`).inputs["propertiesFileContent"]),
        new RegExp(`^offset\\.storage\\.topic=${String(topic.inputs["name"])}$`, "m"),
      );
    }
  });

  it("is protected where it holds a position, which a sink keeps in its group", async () => {
    const { resources } = await plan("prod", "pipeline=all", "kafkaClient=true");
    const offsets = all(resources, TOPIC).filter(({ name }) => name.endsWith("-offsets-topic"));
    assert.deepEqual(
      offsets.filter(({ options }) => options.protect === true).map(({ name }) => name),
      ["orders-source-offsets-topic", "sales-capture-offsets-topic"],
    );
  });
});

describe("Connectors", () => {
  it("start one after another on kafka.t3.small, which admits few clients a second", async () => {
    const loaded = await plan("dev", "pipeline=all", "kafkaClient=true");
    const [first = "", ...others] = connectors;
    let before = connectorOf(loaded, first);
    for (const next of others.map((name) => connectorOf(loaded, name))) {
      assertWaitsFor(next, [before]);
      before = next;
    }
  });

  it("start side by side on brokers that admit more", async () => {
    const { resources } = await plan("prod", "pipeline=all", "kafkaClient=true");
    const deployed = all(resources, CONNECTOR);
    const urns = new Set(deployed.map(({ urn }) => urn));
    assert.equal(urns.size, connectors.length);
    assert.deepEqual(
      deployed.flatMap(({ dependsOn }) => dependsOn.filter((urn) => urns.has(urn))),
      [],
    );
  });
});
