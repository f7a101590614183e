import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { KafkaClient, type KafkaClientArgs } from "../../../../components/kafkaClient/kafkaClient";
import { KafkaTopic } from "../../../../components/kafkaTopic";
import { evaluate } from "../../../../plan/evaluate";
import type { PlannedResource } from "../../../../plan/plan";
import {
  absent,
  all,
  assertFamily,
  assertInputs,
  assertWaitsFor,
  one,
  statements,
} from "../../../helpers/resources";

const INSTANCE = "aws:ec2/instance:Instance";
const POLICY = "aws:iam/rolePolicy:RolePolicy";
const ROLE = "aws:iam/role:Role";
const GROUP = "aws:ec2/securityGroup:SecurityGroup";
const INGRESS = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule";
const EGRESS = "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule";
const kafka = "arn:aws:kafka:us-east-1:123456789012";
const clusterArn = `${kafka}:cluster/orders-dev/uuid-1`;
const archiveArn = "arn:aws:s3:::plugins/kafka-client/0.1.0-abc.zip";
const kmsKeyArn = "arn:aws:kms:us-east-1:123456789012:key/1";

const database = {
  engine: "aurora-mysql",
  securityGroupId: "sg-mysql",
  port: 3306,
  endpoint: "db.example",
  masterUser: "admin",
} as const;

const defaults = (): KafkaClientArgs => ({
  vpcId: "vpc-1",
  subnetId: "subnet-1",
  cluster: { arn: clusterArn, bootstrapServers: "b-1:9098", securityGroupId: "sg-brokers" },
  topics: ["orders"],
  tools: {
    bucketName: pulumi.output("plugins"),
    arn: pulumi.output(archiveArn),
    key: pulumi.output("kafka-client/0.1.0-abc.zip"),
    versionId: pulumi.output("version-1"),
    sha256: pulumi.output("abc"),
  },
  region: "us-east-1",
  tags: { Stage: "test" },
});

async function deploy(args: Partial<KafkaClientArgs> = {}): Promise<readonly PlannedResource[]> {
  const program = (): unknown => new KafkaClient("client", { ...defaults(), ...args });
  return (await evaluate(program)).resources;
}

describe("KafkaClient", () => {
  it("lives in the private subnet without a public address or a key pair", async () => {
    const instance = one(await deploy(), INSTANCE);
    assertInputs(instance, { subnetId: "subnet-1", associatePublicIpAddress: false });
    assert.equal(instance.inputs["keyName"], undefined);
    absent(await deploy(), "aws:ec2/keyPair:KeyPair");
  });

  it("admits nobody: its only inbound rule is the brokers' own", async () => {
    const resources = await deploy();
    const group = one(resources, GROUP);
    assert.deepEqual(Object.keys(group.inputs), ["description", "tags", "vpcId"]);
    assertInputs(one(resources, INGRESS), { securityGroupId: "sg-brokers", fromPort: 9098 });
    assertInputs(one(resources, INSTANCE), { vpcSecurityGroupIds: [group.state["id"]] });
  });

  it("reaches the brokers and AWS, and no database unless it is given one", async () => {
    const reached = async (args: Partial<KafkaClientArgs>): Promise<unknown[]> =>
      all(await deploy(args), EGRESS).map(({ inputs }) => [
        inputs["fromPort"],
        inputs["referencedSecurityGroupId"] ?? inputs["cidrIpv4"],
      ]);
    const always = [
      [9098, "sg-brokers"],
      [443, "0.0.0.0/0"],
    ];
    assert.deepEqual(await reached({}), always);
    const withDatabase = await reached({ database });
    assert.deepEqual(
      withDatabase.filter((rule) => !always.some((one) => String(one) === String(rule))),
      [[3306, "sg-mysql"]],
    );
  });

  it("tells its mysql where the database is, and by whose certificates it is known", async () => {
    const script = String(one(await deploy({ database }), INSTANCE).inputs["userData"]);
    assert.match(script, /\[client\][^']*host=db\.example\nuser=admin\n/);
  });

  it("reads no secret, unless it is given one to read", async () => {
    const granted = async (args: Partial<KafkaClientArgs>): Promise<unknown> =>
      statements(one(await deploy(args), POLICY).inputs["policy"]).filter(({ Sid }) =>
        Sid?.endsWith("Secret"),
      );
    assert.deepEqual(await granted({ database, kmsKeyArn }), []);
    const readable = { ...database, readableSecretArn: "arn:secret" };
    assert.deepEqual(await granted({ database: readable, kmsKeyArn }), [
      {
        Sid: "ReadSecret",
        Effect: "Allow",
        Action: ["secretsmanager:GetSecretValue"],
        Resource: ["arn:secret"],
      },
      {
        Sid: "DecryptSecret",
        Effect: "Allow",
        Action: ["kms:Decrypt"],
        Resource: [kmsKeyArn],
        Condition: {
          StringEquals: { "kms:ViaService": "secretsmanager.us-east-1.amazonaws.com" },
        },
      },
    ]);
  });

  it("hands out its credentials by IMDSv2 only, to itself only", async () => {
    assertInputs(one(await deploy(), INSTANCE), {
      metadataOptions: {
        httpEndpoint: "enabled",
        httpTokens: "required",
        httpPutResponseHopLimit: 1,
        instanceMetadataTags: "disabled",
      },
    });
  });

  it("encrypts its disk, with a key of one's own when given one, and leaves none behind", async () => {
    const disk = { volumeType: "gp3", encrypted: true, deleteOnTermination: true };
    assertInputs(one(await deploy(), INSTANCE), {
      rootBlockDevice: { ...disk, kmsKeyId: undefined },
    });
    assertInputs(one(await deploy({ kmsKeyArn }), INSTANCE), {
      rootBlockDevice: { ...disk, kmsKeyId: kmsKeyArn },
    });
  });

  it("starts from the current Amazon Linux 2023 and keeps the image that it was made of", async () => {
    const { inputs, options } = one(await deploy(), INSTANCE);
    assert.match(String(inputs["ami"]), /^ami-[0-9a-f]{17}$/);
    assert.equal(inputs["instanceType"], "t4g.small");
    assert.deepEqual(options.ignoreChanges, ["ami"]);
  });

  it("has a role of its own, which may use the stage's topics and fetch the given tools", async () => {
    const resources = await deploy({ kmsKeyArn });
    const policy = statements(one(resources, POLICY).inputs["policy"]);
    assert.deepEqual(Object.fromEntries(policy.map(({ Sid, Resource }) => [Sid, Resource])), {
      ConnectToCluster: [clusterArn],
      WriteIdempotently: [clusterArn],
      UseTopics: [`${kafka}:topic/orders-dev/uuid-1/orders`],
      JoinGroups: [
        `${kafka}:group/orders-dev/uuid-1/console-consumer-*`,
        `${kafka}:group/orders-dev/uuid-1/orders-dev-client`,
      ],
      FetchTools: [archiveArn],
      DecryptTools: [kmsKeyArn],
      OpenSessions: ["*"],
    });
    const profile = one(resources, "aws:iam/instanceProfile:InstanceProfile");
    assertInputs(profile, { role: one(resources, ROLE).state["name"] });
    assertInputs(one(resources, INSTANCE), { iamInstanceProfile: profile.state["name"] });
  });

  it("installs its tools at the first start and is made anew for other ones", async () => {
    const { inputs } = one(await deploy(), INSTANCE);
    const script = String(inputs["userData"]);
    for (const part of ["'plugins'", "'kafka-client/0.1.0-abc.zip'", "'version-1'", "b-1:9098"]) {
      assert.ok(script.includes(part), part);
    }
    assert.equal(inputs["userDataReplaceOnChange"], true);
  });

  it("starts only after its grants, its way to the brokers and what it is told to wait for", async () => {
    const { resources } = await evaluate(() => {
      const topic = new KafkaTopic("orders", {
        clusterArn,
        topic: "orders",
        partitions: 1,
        replicationFactor: 2,
        minInsyncReplicas: 1,
      });
      new KafkaClient("client", { ...defaults(), startAfter: [topic] });
    });
    assertWaitsFor(one(resources, INSTANCE), [
      one(resources, POLICY),
      ...all(resources, INGRESS),
      ...all(resources, EGRESS),
      one(resources, "aws:msk/topic:Topic"),
    ]);
  });

  it("answers what a user needs to open a session", async () => {
    const { resources, outputs } = await evaluate(() => {
      const { instanceId, roleArn, securityGroupId } = new KafkaClient("client", defaults());
      return { instanceId, roleArn, securityGroupId };
    });
    assert.deepEqual(outputs, {
      instanceId: one(resources, INSTANCE).state["id"],
      roleArn: one(resources, ROLE).state["arn"],
      securityGroupId: one(resources, GROUP).state["id"],
    });
  });

  it("is the parent of all that it creates", async () => {
    assertFamily(await deploy({ database }), "client");
  });

  for (const instanceType of ["m7g.large", "c7gn.medium", "t4g.nano"]) {
    it(`runs on ${instanceType}`, async () => {
      assertInputs(one(await deploy({ instanceType }), INSTANCE), { instanceType });
    });
  }

  for (const instanceType of ["t3.small", "g4dn.xlarge", "t4g"]) {
    it(`refuses ${instanceType}, for which the image is not`, async () => {
      await assert.rejects(
        deploy({ instanceType }),
        new RegExp(
          `KafkaClient: instanceType must be an EC2 instance type with a Graviton processor such as t4g.small, got "${instanceType}"`,
        ),
      );
    });
  }
});
