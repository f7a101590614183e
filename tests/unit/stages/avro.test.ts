import assert from "node:assert/strict";
import { z } from "zod";
import { planStage } from "../../../local/declared/planStage";
import type { Plan } from "../../../plan/plan";
import { all, one } from "../../helpers/resources";
import { CONNECTOR, connectorOf, plan } from "../../helpers/stagePlans";

const ALL = ["pipeline=all", "recordFormat=avro"] as const;
const REGISTRY = "aws:glue/registry:Registry";
const config = z.record(z.string(), z.string());

function configOf(loaded: Plan, name: string): z.output<typeof config> {
  return config.parse(connectorOf(loaded, name).inputs["connectorConfiguration"]);
}

function endpointsOf({ resources }: Plan): string[] {
  return all(resources, "aws:ec2/vpcEndpoint:VpcEndpoint").map(({ inputs }) =>
    String(inputs["serviceName"]),
  );
}

describe("A stage whose records are in Avro", () => {
  it("has every connector write and read with the schemas of the stage's own registry", async () => {
    const dev = await plan("dev", ...ALL);
    const { registryName } = one(dev.resources, REGISTRY).inputs;
    assert.equal(registryName, "msk-pipeline-dev");
    const connectors = all(dev.resources, CONNECTOR);
    assert.equal(connectors.length, 5);
    for (const { inputs } of connectors) {
      const converter = config.parse(inputs["connectorConfiguration"]);
      assert.match(converter["value.converter"] ?? "", /\.AWSKafkaAvroConverter$/);
      assert.equal(converter["value.converter.registry.name"], registryName);
      assert.equal(converter["value.converter.region"], "us-east-1");
    }
    assert.equal(dev.outputs["schemaRegistry"], registryName);
  });

  it("has only sources register schemas", async () => {
    const dev = await plan("dev", ...ALL);
    const registers = (name: string): boolean =>
      configOf(dev, name)["value.converter.schemaAutoRegistrationEnabled"] === "true";
    assert.deepEqual(["orders-source", "sales-capture"].map(registers), [true, true]);
    assert.deepEqual(["orders-sink", "sales-sink", "lake-sink"].map(registers), [
      ...[false, false, false],
    ]);
  });

  it("has the converter in the archive of every connector, and of nothing else", async () => {
    const { connectors } = await planStage({ stage: "dev", overrides: [...ALL] });
    const names = connectors.map(({ plugin }) => plugin.name);
    assert.deepEqual([...new Set(names)].sort(), [
      "debezium-mysql-2.7-glue",
      "dynamodb-sink-glue",
      "orders-source-glue",
      "s3-sink-glue",
    ]);
  });

  it("drops defaults from captured columns, so that a NULL stays null", async () => {
    const capture = configOf(await plan("dev", ...ALL), "sales-capture");
    assert.equal(capture["transforms"], "unwrap,dropDefaults");
    assert.equal(capture["value.converter.replace.null.with.default"], undefined);
  });

  it("reaches AWS Glue by an endpoint where it has no NAT", async () => {
    const glue = "com.amazonaws.us-east-1.glue";
    assert.ok(endpointsOf(await plan("dev", ...ALL)).includes(glue));
    assert.ok(!endpointsOf(await plan("dev", ...ALL, "nat=single")).includes(glue));
    assert.ok(!endpointsOf(await plan("dev", "pipeline=all")).includes(glue));
  });

  it("keeps the registry where it protects its data", async () => {
    const registry = async (stage: string): Promise<boolean | undefined> =>
      one((await plan(stage, ...ALL)).resources, REGISTRY).options.protect;
    assert.equal(await registry("prod"), true);
    assert.equal((await registry("dev")) ?? false, false);
  });
});
