import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { z } from "zod";
import { outputOfRole, pipelineOutputs } from "../../../outputs/pipelineOutputs";
import { settled } from "../../helpers/settled";
import { plan } from "../../helpers/stagePlans";

describe("pipelineOutputs", () => {
  /** Outputs of the stacks that there are, by name. */
  const stacks = new Map<string, unknown>();

  before(async () => {
    const { outputs } = await plan("prod", "pipeline=all");
    stacks.set("acme/msk-pipeline/prod", JSON.parse(JSON.stringify(outputs)));
    stacks.set("acme/other/prod", { clusterArn: 5, privateSubnetIds: "subnet-1", vpcId: "" });
    stacks.set("acme/msk-pipeline/dev", { topics: { salesOrders: "a" }, tables: {} });
    await pulumi.runtime.setMocks(
      {
        call: ({ token }) => assert.fail(`It calls ${token}`),
        newResource: ({ name, inputs }) => ({
          id: name,
          state: { ...z.looseObject({}).parse(inputs), outputs: stacks.get(name) },
        }),
      },
      "reader",
      "prod",
    );
  });

  const reference = (name: string): pulumi.StackReference => new pulumi.StackReference(name);

  it("are those of the stage, whatever their type", async () => {
    const { outputs } = await plan("prod", "pipeline=all");
    const given = pipelineOutputs(reference("acme/msk-pipeline/prod"));
    const read = await settled(pulumi.output({ ...given }));
    assert.deepEqual(JSON.parse(JSON.stringify(read)), JSON.parse(JSON.stringify(outputs)));
  });

  it("are undefined where a stage may lack one and does", async () => {
    const { kmsKeyArn } = pipelineOutputs(reference("acme/msk-pipeline/dev"));
    assert.equal(await settled(kmsKeyArn), undefined);
  });

  it("are of a type that a program is held to", () => {
    const { topics } = pipelineOutputs(reference("acme/msk-pipeline/prod"));
    const ofOrders: pulumi.Output<string | undefined> = topics.apply(({ orders }) => orders);
    // @ts-expect-error: There is no such output.
    const { topic } = pipelineOutputs(reference("acme/msk-pipeline/prod"));
    assert.deepEqual([pulumi.Output.isInstance(ofOrders), topic], [true, undefined]);
  });

  const refusals = {
    clusterArn: "must be string, got 5: deploy",
    privateSubnetIds: 'must be array of strings, got "subnet-1": deploy',
    topics: "must be object of strings, got none: deploy",
    vpcId: 'must be string, got "": deploy',
  } as const;
  for (const [name, says] of Object.entries(refusals)) {
    it(`refuse a wrong ${name}, with its name, its stack, its value and what is right`, async () => {
      const other = reference("acme/other/prod");
      const output = pipelineOutputs(other)[name as keyof typeof refusals];
      await assert.rejects(settled<unknown>(output), ({ message }: Error) => {
        assert.ok(message.startsWith(`Output ${name} of stack acme/other/prod ${says}`), message);
        return true;
      });
    });
  }

  it("are told for one role", async () => {
    const prod = reference("acme/msk-pipeline/prod");
    assert.equal(await settled(outputOfRole(prod, "topics", "orders")), "orders");
  });

  it("refuse a role that the stage lacks, with those that it has", async () => {
    const dev = reference("acme/msk-pipeline/dev");
    await assert.rejects(
      settled(outputOfRole(dev, "topics", "orders")),
      /Output topics of stack acme\/msk-pipeline\/dev must have orders, got salesOrders: /,
    );
    await assert.rejects(settled(outputOfRole(dev, "tables", "orders")), /got none: /);
  });
});
