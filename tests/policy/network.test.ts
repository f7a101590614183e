import assert from "node:assert/strict";
import { findings, type Resource } from "../../policy/rule";
import { rules } from "../../policy/rules";
import { resource, urnOf } from "./exemplary";

const network = resource("network", "awsx:ec2:Vpc", { vpcId: "vpc-1" });
const vpc = { ...resource("vpc", "aws:ec2/vpc:Vpc", { id: "vpc-1" }), parent: urnOf("network") };
const flowLog = resource("log", "aws:ec2/flowLog:FlowLog", { vpcId: "vpc-1" });

describe("a VPC of awsx", () => {
  it("is reported once, as the component", () => {
    assert.deepEqual(withoutFlowLog([network, vpc]), ["network"]);
  });

  it("may have its flow log by what the component answers", () => {
    assert.deepEqual(withoutFlowLog([network, flowLog]), []);
  });

  it("may have its flow log by the VPC within", () => {
    assert.deepEqual(withoutFlowLog([{ ...network, props: {} }, vpc, flowLog]), []);
  });
});

function withoutFlowLog(stack: readonly Resource[]): string[] {
  const rule = rules.find(({ id }) => id === "vpc-flow-logs");
  assert.ok(rule);
  return stack.filter((found) => findings(rule, found, stack).length > 0).map(({ name }) => name);
}
