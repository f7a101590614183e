import assert from "node:assert/strict";
import { MskCluster, Network } from "../../components";
import { loadSettings } from "../../config/settings";
import { EngineStack } from "./engineStack";

/** The network and the cluster of a stage. */
function program(): void {
  const { vpcCidr: cidr, zones, availabilityZones: names, ...settings } = loadSettings();
  const zoneNames = names.length > 0 ? names : undefined;
  const region = "us-east-1";
  const tags = {};
  const network = new Network("network", { cidr, region, zones, zoneNames, tables: [], tags });
  new MskCluster("kafka", {
    clusterName: "kafka",
    kafkaVersion: settings.kafkaVersion,
    brokerType: settings.brokerType,
    brokers: 2,
    volumeGiB: 10,
    monitoringLevel: "DEFAULT",
    properties: { autoCreateTopics: false, replicationFactor: 2, minInsyncReplicas: 1 },
    vpcId: network.vpcId,
    subnetIds: network.privateSubnetIds,
    logs: { retentionDays: 1 },
    tags,
  });
}

const SUBNET = "aws:ec2/subnet:Subnet";

/** Zones of the subnets that are in the cloud, in the order of their ranges. */
function zones({ cloud }: EngineStack): unknown[] {
  return cloud
    .read()
    .resources.filter(({ type }) => type === SUBNET)
    .sort((a, b) => (String(a.inputs["cidrBlock"]) < String(b.inputs["cidrBlock"]) ? -1 : 1))
    .map(({ inputs }) => inputs["availabilityZone"]);
}

describe("The zones of a stage, by Pulumi's engine", function () {
  this.timeout(600_000);
  let engine: EngineStack;
  before(async () => {
    engine = await EngineStack.open("dev", {
      settings: { availabilityZones: ["us-east-1d", "us-east-1b"] },
      program,
    });
    await engine.up();
  });
  after(() => {
    engine.close();
  });

  it("are those that the setting names", () => {
    assert.deepEqual(zones(engine), ["us-east-1d", "us-east-1b"]);
  });

  it("stay when the region's first ones, which nobody names, are others", async () => {
    engine.set({ availabilityZones: undefined });
    const changed = (await engine.up()).filter(({ op }) => op !== "same");
    // The inputs of our own component are no resource of AWS.
    assert.deepEqual(
      changed.map(({ op, type }) => `${op} ${type}`),
      ["update msk-pipeline:components:Network"],
    );
    assert.deepEqual(zones(engine), ["us-east-1d", "us-east-1b"]);
  });

  it("move only by names, and the preview says that the cluster is replaced", async () => {
    engine.set({ availabilityZones: ["us-east-1a", "us-east-1b"] });
    const replaced = (await engine.preview()).filter(({ op }) => op === "replace");
    const types = replaced.map(({ type }) => type);
    assert.ok(types.includes(SUBNET) && types.includes("aws:msk/cluster:Cluster"), types.join());
  });
});
