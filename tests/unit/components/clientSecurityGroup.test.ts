import {
  ClientSecurityGroup,
  type ClientSecurityGroupArgs,
} from "../../../components/clientSecurityGroup";
import { evaluate } from "../../../plan/evaluate";
import type { PlannedResource } from "../../../plan/plan";
import { all, assertFamily, assertInputs, one } from "../../helpers/resources";
import assert from "node:assert/strict";

const INGRESS = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule";
const EGRESS = "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule";

async function clients(
  args: Partial<ClientSecurityGroupArgs> = {},
): Promise<readonly PlannedResource[]> {
  const { resources } = await evaluate(
    () =>
      new ClientSecurityGroup("clients", {
        vpcId: "vpc-1",
        brokerSecurityGroupId: "sg-brokers",
        description: "Clients of orders",
        tags: { Stage: "test" },
        ...args,
      }),
  );
  return resources;
}

describe("ClientSecurityGroup", () => {
  it("admits its members to the brokers on the port for IAM, and nobody to its members", async () => {
    const resources = await clients();
    assertInputs(one(resources, INGRESS), {
      securityGroupId: "sg-brokers",
      referencedSecurityGroupId: one(resources, "aws:ec2/securityGroup:SecurityGroup").state["id"],
      ipProtocol: "tcp",
      fromPort: 9098,
      toPort: 9098,
    });
  });

  it("lets its members out to the brokers and to HTTPS only", async () => {
    const rules = all(await clients(), EGRESS).map(({ inputs }) => [
      inputs["fromPort"],
      inputs["toPort"],
      inputs["referencedSecurityGroupId"] ?? inputs["cidrIpv4"],
    ]);
    assert.deepEqual(rules, [
      [9098, 9098, "sg-brokers"],
      [443, 443, "0.0.0.0/0"],
    ]);
  });

  it("lets its members scrape the brokers' metrics where it is told to, on both sides", async () => {
    const resources = await clients({ brokerMetrics: true });
    for (const [type, group] of [
      [INGRESS, "securityGroupId"],
      [EGRESS, "referencedSecurityGroupId"],
    ] as const) {
      const ports = all(resources, type)
        .filter(({ inputs }) => inputs[group] === "sg-brokers")
        .map(({ inputs }) => inputs["fromPort"]);
      assert.deepEqual(ports, [9098, 11001, 11002]);
    }
  });

  it("leaves the rules to resources of their own", async () => {
    const { inputs } = one(await clients(), "aws:ec2/securityGroup:SecurityGroup");
    assert.deepEqual(Object.keys(inputs), ["description", "tags", "vpcId"]);
  });

  it("is the parent of all that it creates", async () => {
    assertFamily(await clients(), "clients");
  });
});
