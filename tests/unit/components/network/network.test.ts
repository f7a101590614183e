import assert from "node:assert/strict";
import { z } from "zod";
import { Network, type NetworkArgs } from "../../../../components/network/network";
import { evaluate } from "../../../../plan/evaluate";
import type { PlannedResource } from "../../../../plan/plan";
import {
  absent,
  all,
  assertFamily,
  assertInputs,
  assertWaitsFor,
  at,
  one,
  statements,
} from "../../../helpers/resources";

const defaults: NetworkArgs = {
  cidr: "10.0.0.0/16",
  region: "eu-west-1",
  zones: 2,
  tables: ["kafka_*"],
  tags: { Stage: "test" },
};

async function network(args: Partial<NetworkArgs> = {}): Promise<readonly PlannedResource[]> {
  const config = { "aws:region": args.region ?? defaults.region };
  return (await evaluate(() => new Network("network", { ...defaults, ...args }), { config }))
    .resources;
}

/** Returns the statements of the policy of a gateway endpoint. */
async function endpointPolicy(
  service: string,
  args: Partial<NetworkArgs> = {},
): Promise<ReturnType<typeof statements>> {
  const type = "aws:ec2/vpcEndpoint:VpcEndpoint";
  return statements(one(await network(args), type, `network-${service}`).inputs["policy"]);
}

/** Returns the ids of the private subnets, in the order of their zones. */
function privateSubnets(resources: readonly PlannedResource[]): readonly string[] {
  return z.array(z.string()).parse(one(resources, "awsx:ec2:Vpc").state["privateSubnetIds"]);
}

/** Returns the ids of values that an output lists. */
function idsOf(listed: unknown): readonly string[] {
  return z
    .array(z.object({ id: z.string() }))
    .parse(listed)
    .map(({ id }) => id);
}

const everything: Partial<NetworkArgs> = {
  zones: 3,
  nat: "onePerAz",
  interfaceEndpoints: ["secretsmanager", "sts"],
  flowLogs: { retentionDays: 30 },
};

describe("Network", () => {
  it("has private subnets only, without a way to the internet", async () => {
    assertInputs(one(await network(), "awsx:ec2:Vpc"), {
      cidrBlock: "10.0.0.0/16",
      availabilityZoneNames: ["eu-west-1a", "eu-west-1b"],
      natGateways: { strategy: "None" },
      subnetSpecs: [{ type: "Private", cidrBlocks: ["10.0.0.0/18", "10.0.64.0/18"] }],
    });
  });

  for (const [nat, strategy] of [
    ["single", "Single"],
    ["onePerAz", "OnePerAz"],
  ] as const) {
    it(`adds public subnets for NAT gateways when nat is ${nat}`, async () => {
      assertInputs(one(await network({ nat }), "awsx:ec2:Vpc"), {
        natGateways: { strategy },
        subnetSpecs: [
          { type: "Private", cidrBlocks: ["10.0.0.0/18", "10.0.64.0/18"] },
          { type: "Public", cidrBlocks: ["10.0.192.0/20", "10.0.208.0/20"] },
        ],
      });
    });
  }

  it("reaches S3 and DynamoDB through gateway endpoints of every route table", async () => {
    for (const service of ["s3", "dynamodb"]) {
      const resources = await network();
      const endpoint = one(resources, "aws:ec2/vpcEndpoint:VpcEndpoint", `network-${service}`);
      assertInputs(endpoint, {
        serviceName: `com.amazonaws.eu-west-1.${service}`,
        vpcEndpointType: "Gateway",
        routeTableIds: idsOf(one(resources, "awsx:ec2:Vpc").state["routeTables"]),
      });
    }
  });

  it("reads this account's buckets and AWS's packages through S3's endpoint, and writes nothing", async () => {
    const policy = await endpointPolicy("s3");
    assert.deepEqual(
      policy.map(({ Action, Resource, Condition }) => [Action, Resource, Condition]),
      [
        [
          ["s3:GetBucketLocation", "s3:GetObject", "s3:GetObjectVersion", "s3:ListBucket"],
          ["arn:aws:s3:::*"],
          { StringEquals: { "aws:ResourceAccount": "123456789012" } },
        ],
        [
          ["s3:GetObject"],
          ["arn:aws:s3:::al2023-repos-eu-west-1-de612dc2/*", "arn:aws:s3:::amazon-ssm-eu-west-1/*"],
          undefined,
        ],
      ],
    );
  });

  it("writes to the buckets of this account that it is told, and to no other", async () => {
    const [, written] = await endpointPolicy("s3", { writtenBuckets: ["orders-lake-*"] });
    assert.deepEqual(
      [written?.Action, written?.Resource, written?.Condition],
      [
        ["s3:PutObject"],
        ["arn:aws:s3:::orders-lake-*/*"],
        { StringEquals: { "aws:ResourceAccount": "123456789012" } },
      ],
    );
  });

  it("reaches only its own tables through DynamoDB's endpoint", async () => {
    const table = "arn:aws:dynamodb:eu-west-1:123456789012:table/kafka_*";
    assert.deepEqual(
      (await endpointPolicy("dynamodb")).map(({ Action, Resource }) => [Action, Resource]),
      [[["dynamodb:*"], [table, `${table}/*`]]],
    );
  });

  it("closes the default security group", async () => {
    const group = one(await network(), "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup");
    assertInputs(group, { ingress: [], egress: [] });
  });

  it("has no interface endpoint and no security group for them by default", async () => {
    const resources = await network();
    assert.equal(all(resources, "aws:ec2/vpcEndpoint:VpcEndpoint").length, 2);
    absent(resources, "aws:ec2/securityGroup:SecurityGroup");
  });

  it("has an interface endpoint for each service, in the first private subnet", async () => {
    const resources = await network({ interfaceEndpoints: ["sts"] });
    const group = one(resources, "aws:ec2/securityGroup:SecurityGroup");
    assertInputs(one(resources, "aws:ec2/vpcEndpoint:VpcEndpoint", "network-sts"), {
      serviceName: "com.amazonaws.eu-west-1.sts",
      vpcEndpointType: "Interface",
      privateDnsEnabled: true,
      subnetIds: privateSubnets(resources).slice(0, 1),
      securityGroupIds: [group.state["id"]],
    });
  });

  it("has interface endpoints in every zone where it is told so", async () => {
    const resources = await network({ interfaceEndpoints: ["sts"], endpointsInEveryZone: true });
    assertInputs(one(resources, "aws:ec2/vpcEndpoint:VpcEndpoint", "network-sts"), {
      subnetIds: privateSubnets(resources),
    });
  });

  it("admits only HTTPS from within the VPC to interface endpoints", async () => {
    const resources = await network({ interfaceEndpoints: ["sts"] });
    const type = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule";
    assertInputs(one(resources, type), {
      cidrIpv4: "10.0.0.0/16",
      ipProtocol: "tcp",
      fromPort: 443,
      toPort: 443,
    });
  });

  // See https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateSecurityGroup.html
  it("describes its security groups in the characters that EC2 takes", async () => {
    const described = all(await network(everything), "aws:ec2/securityGroup:SecurityGroup");
    for (const { name, inputs } of described) {
      assert.match(
        String(inputs["description"]),
        /^[a-zA-Z0-9 ._\-:/()#,@[\]+=&;{}!$*]{1,255}$/,
        name,
      );
    }
    assert.notEqual(described.length, 0);
  });

  it("logs no connections by default", async () => {
    absent(await network(), "aws:ec2/flowLog:FlowLog");
  });

  it("logs every connection for as long as it is told", async () => {
    const resources = await network({ flowLogs: { retentionDays: 30, kmsKeyArn: "arn:key" } });
    const group = one(resources, "aws:cloudwatch/logGroup:LogGroup");
    assertInputs(group, { retentionInDays: 30, kmsKeyId: "arn:key" });
    const log = one(resources, "aws:ec2/flowLog:FlowLog");
    assertInputs(log, { trafficType: "ALL", logDestination: group.state["arn"] });
    assertWaitsFor(log, [one(resources, "aws:iam/rolePolicy:RolePolicy")]);
  });

  it("lets flow logs write their own log group only", async () => {
    const resources = await network({ flowLogs: { retentionDays: 30 } });
    const arn = String(one(resources, "aws:cloudwatch/logGroup:LogGroup").state["arn"]);
    const policy = one(resources, "aws:iam/rolePolicy:RolePolicy").inputs["policy"];
    assert.deepEqual(
      statements(policy).map(({ Action, Resource }) => [Action, Resource]),
      [
        [["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"], [`${arn}:*`]],
        [["logs:DescribeLogGroups"], ["*"]],
      ],
    );
    const trust = one(resources, "aws:iam/role:Role").inputs["assumeRolePolicy"];
    assert.deepEqual(at(statements(trust)[0], "Condition", "ArnLike"), {
      "aws:SourceArn": "arn:aws:ec2:eu-west-1:123456789012:vpc-flow-log/*",
    });
  });

  it("is the parent of all that it creates", async () => {
    assertFamily(await network(everything), "network");
  });

  it("tags what it creates", async () => {
    const untaggable = ["aws:iam/rolePolicy:RolePolicy", "msk-pipeline:components:Network"];
    for (const { type, name, inputs } of await network(everything)) {
      if (!untaggable.includes(type)) assert.equal(at(inputs, "tags", "Stage"), "test", name);
    }
  });

  it("refuses a range and a number of zones that AWS or the layout cannot take", async () => {
    await assert.rejects(
      network({ cidr: "10.0.0.0/28", zones: 4 }),
      /Network: cidr must be an IPv4 range from \/16 to \/24 .*, got "10\.0\.0\.0\/28"; zones must be a whole number from 2 to 3, got 4/,
    );
  });
});
