import assert from "node:assert/strict";
import { z } from "zod";
import { topicReaderPolicy } from "../../outputs/access";
import { EVENT_SOURCE, FUNCTION } from "./cloud/consumerTypes";
import type { CloudResource } from "./cloud/store";
import { EngineStack } from "./engineStack";
import { changes } from "./steps";

const CLIENTS = "clients-group";
const BROKERS = "kafka-brokers";
const network = z.object({ subnetIds: z.array(z.string()), securityGroupIds: z.array(z.string()) });

describe("The consumer of examples/ beside a stage, by Pulumi's engine", function () {
  this.timeout(600_000);
  let stage: EngineStack;
  let consumer: EngineStack;

  before(async () => {
    stage = await EngineStack.open("dev", { settings: { kafkaClient: "false" } });
    consumer = await stage.beside("examples/consumer", {
      pipelineStack: "organization/msk-pipeline/dev",
    });
  });
  after(() => {
    stage.close();
  });

  /** The resource in the cloud that a program of the two calls by a name. */
  function inCloud(type: string, name?: string): CloudResource {
    const found = stage.cloud
      .read()
      .resources.filter(
        (each) => each.type === type && (name === undefined || each.resource === name),
      );
    const [one, ...others] = found;
    assert.ok(one !== undefined && others.length === 0, `${found.length} are ${type}`);
    return one;
  }

  it("says which output a stage lacks that is not deployed", async () => {
    await assert.rejects(
      consumer.preview({ startsProgram: true }),
      /Output clusterArn of stack organization\/msk-pipeline\/dev must be string, got none: deploy/,
    );
  });

  it("says what a stage of another pipeline has", async () => {
    stage.set({ pipeline: "cdc" });
    await stage.up();
    await assert.rejects(
      consumer.preview({ startsProgram: true }),
      /Output topics of stack organization\/msk-pipeline\/dev must have orders, got salesOrders/,
    );
    stage.set({ pipeline: "orders" });
    await stage.up();
  });

  it("comes up with the stage's own cluster, topic, network and policy", async () => {
    assert.ok((await consumer.preview()).every(({ op }) => op === "create" || op === "read"));
    await consumer.up({ startsProgram: true });
    const { arn = "" } = inCloud("aws:msk/cluster:Cluster");
    const { inputs } = inCloud(EVENT_SOURCE);
    const { functionName, destinationConfig, topics } = inputs;
    assert.deepEqual(
      [inputs["eventSourceArn"], topics, functionName],
      [arn, ["orders"], inCloud(FUNCTION).arn],
    );
    const { arn: queue } = inCloud("aws:sqs/queue:Queue");
    assert.deepEqual(destinationConfig, { onFailure: { destinationArn: queue } });
    assert.equal(
      inCloud("aws:iam/rolePolicy:RolePolicy", "topic").inputs["policy"],
      topicReaderPolicy(arn, "orders"),
    );
    const { subnetIds, securityGroupIds } = network.parse(inCloud(FUNCTION).inputs["vpcConfig"]);
    const subnets = stage.cloud.read().resources.filter(({ type }) => type.endsWith(":Subnet"));
    assert.ok(subnetIds.length === 2 && subnetIds.every((id) => subnets.some((s) => s.id === id)));
    assert.deepEqual(securityGroupIds, [
      inCloud("aws:ec2/securityGroup:SecurityGroup", CLIENTS).id,
    ]);
  });

  it("opens the brokers of that stage to themselves", () => {
    const { inputs } = inCloud(
      "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
      "event-sources-to-brokers",
    );
    const { id } = inCloud("aws:ec2/securityGroup:SecurityGroup", BROKERS);
    assert.deepEqual([inputs["securityGroupId"], inputs["referencedSecurityGroupId"]], [id, id]);
  });

  it("stays as it is when nothing changes, and when the stage gets more brokers", async () => {
    assert.deepEqual(changes(await consumer.up()).filter(isNoRead), []);
    stage.set({ brokers: "4" });
    await stage.up();
    assert.deepEqual(changes(await consumer.up()).filter(isNoRead), []);
  });

  it("moves to another consumer group by a new event source, after the old one", async () => {
    consumer.set({ consumer: "totals" });
    const steps = changes(await consumer.up()).filter(isNoRead);
    assert.deepEqual(
      steps.filter((step) => !step.startsWith("replace ")),
      ["delete-replaced", "create-replacement"].map((op) => `${op} EventSourceMapping orders`),
    );
    assert.deepEqual(inCloud(EVENT_SOURCE).inputs["amazonManagedKafkaEventSourceConfig"], {
      consumerGroupId: "orders-reader-totals",
    });
  });

  it("reads by a connection from a VPC of its own, by a new event source too", async () => {
    const subnetIds = ["subnet-1", "subnet-2"];
    consumer.set({ vpcId: "vpc-own", subnetIds: ["subnet-1"] });
    await assert.rejects(
      consumer.preview({ startsProgram: true }),
      /subnetIds must be 2 subnets of vpcId, one in each zone .*; got \["subnet-1"\]/,
    );
    consumer.set({ subnetIds });
    await consumer.up();
    const { arn, inputs } = inCloud("aws:msk/vpcConnection:VpcConnection");
    assert.deepEqual([inputs["vpcId"], inputs["clientSubnets"]], ["vpc-own", subnetIds]);
    assert.equal(inCloud(EVENT_SOURCE).inputs["eventSourceArn"], arn);
    assert.deepEqual(inCloud(FUNCTION).inputs["vpcConfig"], {
      subnetIds,
      securityGroupIds: inputs["securityGroups"],
    });
    assert.deepEqual(changes(await consumer.up()).filter(isNoRead), []);
    consumer.set({ vpcId: "", subnetIds: [] });
    await consumer.up();
  });

  it("holds the stage's network until it goes, and both go without a rest", async () => {
    await assert.rejects(stage.destroy(), /is used by aws:(lambda|vpc)/);
    await consumer.destroy();
    await stage.destroy();
    assert.deepEqual(stage.cloud.read().resources, []);
  });
});

/** Each update reads the stage's outputs. */
function isNoRead(step: string): boolean {
  return !/^(read|refresh|discard)/.test(step);
}
