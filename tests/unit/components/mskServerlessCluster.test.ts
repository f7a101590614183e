import assert from "node:assert/strict";
import {
  MskServerlessCluster,
  type MskServerlessClusterArgs,
} from "../../../components/mskServerlessCluster";
import { evaluate, type Evaluation } from "../../../plan/evaluate";
import { absent, assertFamily, one } from "../../helpers/resources";

const CLUSTER = "aws:msk/serverlessCluster:ServerlessCluster";
const GROUP = "aws:ec2/securityGroup:SecurityGroup";

function cluster(args: Partial<MskServerlessClusterArgs> = {}): Promise<Evaluation> {
  return evaluate(() => {
    const { arn, clusterName, uuid, bootstrapServers, securityGroupId } = new MskServerlessCluster(
      "kafka",
      { clusterName: "orders", vpcId: "vpc-1", subnetIds: ["subnet-1", "subnet-2"], ...args },
    );
    return { arn, clusterName, uuid, bootstrapServers, securityGroupId };
  });
}

describe("MskServerlessCluster", () => {
  it("takes only clients that authenticate by IAM, in the given subnets, and asks for nothing else", async () => {
    const { resources } = await cluster({ tags: { Project: "shop" } });
    assertFamily(resources, "kafka");
    assert.deepEqual(one(resources, CLUSTER).inputs, {
      clientAuthentication: { sasl: { iam: { enabled: true } } },
      clusterName: "orders",
      tags: { Name: "orders", Project: "shop" },
      vpcConfigs: [
        {
          securityGroupIds: [one(resources, GROUP).state["id"]],
          subnetIds: ["subnet-1", "subnet-2"],
        },
      ],
    });
  });

  it("has no brokers to configure and no storage to scale", async () => {
    const { resources } = await cluster();
    absent(resources, "aws:msk/configuration:Configuration");
    absent(resources, "aws:appautoscaling/target:Target");
    absent(resources, "aws:cloudwatch/logGroup:LogGroup");
  });

  it("says where it is, in the form that AWS has", async () => {
    const { resources, outputs } = await cluster();
    const { state } = one(resources, CLUSTER);
    assert.deepEqual(outputs, {
      arn: state["arn"],
      bootstrapServers: state["bootstrapBrokersSaslIam"],
      clusterName: "orders",
      securityGroupId: one(resources, GROUP).state["id"],
      uuid: state["clusterUuid"],
    });
    assert.match(
      String(outputs["bootstrapServers"]),
      /^boot-[0-9a-f]{8}\.c1\.kafka-serverless\.us-east-1\.amazonaws\.com:9098$/,
    );
    assert.ok(String(outputs["arn"]).endsWith(`:cluster/orders/${String(outputs["uuid"])}`));
  });

  it("is protected only where it is told so", async () => {
    assert.equal(one((await cluster()).resources, CLUSTER).options.protect, undefined);
    const { resources } = await cluster({ deletionProtection: true });
    assert.equal(one(resources, CLUSTER).options.protect, true);
  });

  it("refuses a name that Amazon MSK does not take", async () => {
    await assert.rejects(
      cluster({ clusterName: "or ders" }),
      /clusterName must be .*, got "or ders"/,
    );
  });
});
