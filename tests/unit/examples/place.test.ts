import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { inOwnVpc, inStage, type Place } from "../../../examples/consumer/place";
import { eventSourcePolicy } from "../../../examples/consumer/rights";
import { evaluate } from "../../../plan/evaluate";
import type { PlannedResource } from "../../../plan/plan";
import { all, assertInputs, one, statements } from "../../helpers/resources";

const clusterArn = "arn:aws:kafka:eu-west-1:123456789012:cluster/msk-pipeline-prod/0f4b-4";
const connectionArn =
  "arn:aws:kafka:eu-west-1:123456789012:vpc-connection/210987654321/msk-pipeline-prod/0f4b-4";
const SUBNETS = ["subnet-1", "subnet-2", "subnet-3"];

function at(place: (stage: Parameters<typeof inStage>[0]) => Place) {
  return evaluate(() =>
    place({
      clusterArn: pulumi.output(clusterArn),
      privateSubnetIds: pulumi.output(["subnet-a", "subnet-b", "subnet-c"]),
      clientSecurityGroupId: pulumi.output("sg-clients"),
      brokerSecurityGroupId: pulumi.output("sg-brokers"),
    }),
  );
}

/** From which group to which, or to where, on which ports. */
function ways(resources: readonly PlannedResource[]): unknown[] {
  return ["Ingress", "Egress"].flatMap((direction) =>
    all(resources, `aws:vpc/securityGroup${direction}Rule:SecurityGroup${direction}Rule`).map(
      ({ inputs }) => [
        inputs["securityGroupId"],
        inputs["referencedSecurityGroupId"] ?? inputs["cidrIpv4"],
        inputs["fromPort"],
        inputs["toPort"],
      ],
    ),
  );
}

describe("the consumer example's place", () => {
  it("is the stage's VPC where both are in one account, and opens the brokers if told to", async () => {
    const open = await at((stage) => inStage(stage, true));
    assert.deepEqual(ways(open.resources), [
      ["sg-brokers", "sg-brokers", 9098, 9098],
      ["sg-brokers", "sg-brokers", 9098, 9098],
      ["sg-brokers", "0.0.0.0/0", 443, 443],
    ]);
    assert.deepEqual((await at((stage) => inStage(stage, false))).resources, []);
  });

  it("is a VPC of its own that is connected with the cluster where they are not", async () => {
    const { resources } = await at((stage) => inOwnVpc(stage, "vpc-own", SUBNETS));
    const group = one(resources, "aws:ec2/securityGroup:SecurityGroup");
    assertInputs(group, { vpcId: "vpc-own" });
    const { id } = group.state;
    assert.deepEqual(one(resources, "aws:msk/vpcConnection:VpcConnection").inputs, {
      authentication: "SASL_IAM",
      targetClusterArn: clusterArn,
      vpcId: "vpc-own",
      clientSubnets: SUBNETS,
      securityGroups: [id],
    });
    assert.deepEqual(ways(resources), [
      [id, id, 14001, 14100],
      [id, id, 14001, 14100],
      [id, "0.0.0.0/0", 443, 443],
    ]);
  });
});

describe("the consumer example's rights", () => {
  const own = {
    queueArn: "arn:aws:sqs:eu-west-1:210987654321:failed",
    logGroupArn: "arn:aws:logs:eu-west-1:210987654321:log-group:counts",
  };

  it("are on the connection and the network of its own account, besides the cluster", () => {
    const policy = eventSourcePolicy({ clusterArn, eventSourceArn: connectionArn, ...own });
    const rights = statements(policy).map(({ Sid, Resource }) => [Sid, Resource]);
    assert.deepEqual(rights.slice(0, 3), [
      ["FindConnection", [connectionArn]],
      ["FindCluster", [clusterArn]],
      ["MakeNetworkInterfaces", ["arn:aws:ec2:eu-west-1:210987654321:*/*"]],
    ]);
    assert.deepEqual(statements(policy)[0]?.Action, ["kafka:DescribeVpcConnection"]);
  });
});
