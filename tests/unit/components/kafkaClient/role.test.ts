import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { kafkaClientRole, type KafkaClientRoleArgs } from "../../../../components/kafkaClient/role";
import { evaluate } from "../../../../plan/evaluate";
import type { PlannedResource } from "../../../../plan/plan";
import { absent, one, statements } from "../../../helpers/resources";

const kafka = "arn:aws:kafka:us-east-1:123456789012";
const clusterArn = `${kafka}:cluster/orders-dev/uuid-1`;
const archiveArn = "arn:aws:s3:::plugins/kafka-client/0.1.0-abc.zip";
const kmsKeyArn = "arn:aws:kms:us-east-1:123456789012:key/1";

const defaults: KafkaClientRoleArgs = {
  clusterArn,
  topics: ["orders", "orders-dead-letters"],
  archiveArn,
  region: "us-east-1",
  tags: {},
};

async function create(
  args: Partial<KafkaClientRoleArgs> = {},
): Promise<readonly PlannedResource[]> {
  const { resources } = await evaluate(() => {
    const parent = new pulumi.ComponentResource("test:Parent", "client");
    kafkaClientRole("client", { ...defaults, ...args }, parent);
  });
  return resources;
}

async function policy(
  args: Partial<KafkaClientRoleArgs> = {},
): Promise<ReturnType<typeof statements>> {
  return statements(one(await create(args), "aws:iam/rolePolicy:RolePolicy").inputs["policy"]);
}

describe("role of the Kafka client", () => {
  it("is taken on by EC2 alone and has no policy of somebody else's", async () => {
    const resources = await create();
    const role = one(resources, "aws:iam/role:Role");
    assert.deepEqual(statements(role.inputs["assumeRolePolicy"]), [
      {
        Effect: "Allow",
        Principal: { Service: "ec2.amazonaws.com" },
        Action: ["sts:AssumeRole"],
        Resource: [],
      },
    ]);
    assert.equal(role.inputs["managedPolicyArns"], undefined);
    absent(resources, "aws:iam/rolePolicyAttachment:RolePolicyAttachment");
  });

  it("may use the stage's topics, fetch the tools, be reached by Session Manager, and no more", async () => {
    const allow = { Effect: "Allow" };
    assert.deepEqual(await policy(), [
      {
        Sid: "ConnectToCluster",
        ...allow,
        Action: ["kafka-cluster:Connect", "kafka-cluster:DescribeCluster"],
        Resource: [clusterArn],
      },
      {
        Sid: "WriteIdempotently",
        ...allow,
        Action: ["kafka-cluster:WriteDataIdempotently"],
        Resource: [clusterArn],
      },
      {
        Sid: "UseTopics",
        ...allow,
        Action: [
          "kafka-cluster:DescribeTopic",
          "kafka-cluster:DescribeTopicDynamicConfiguration",
          "kafka-cluster:ReadData",
          "kafka-cluster:WriteData",
        ],
        Resource: [
          `${kafka}:topic/orders-dev/uuid-1/orders`,
          `${kafka}:topic/orders-dev/uuid-1/orders-dead-letters`,
        ],
      },
      {
        Sid: "JoinGroups",
        ...allow,
        Action: ["kafka-cluster:AlterGroup", "kafka-cluster:DescribeGroup"],
        Resource: [
          `${kafka}:group/orders-dev/uuid-1/console-consumer-*`,
          `${kafka}:group/orders-dev/uuid-1/orders-dev-client`,
        ],
      },
      {
        Sid: "FetchTools",
        ...allow,
        Action: ["s3:GetObjectVersion"],
        Resource: [archiveArn],
      },
      {
        Sid: "OpenSessions",
        ...allow,
        Action: [
          "ec2messages:AcknowledgeMessage",
          "ec2messages:DeleteMessage",
          "ec2messages:FailMessage",
          "ec2messages:GetEndpoint",
          "ec2messages:GetMessages",
          "ec2messages:SendReply",
          "ssm:UpdateInstanceInformation",
          "ssmmessages:CreateControlChannel",
          "ssmmessages:CreateDataChannel",
          "ssmmessages:OpenControlChannel",
          "ssmmessages:OpenDataChannel",
        ],
        Resource: ["*"],
      },
    ]);
  });

  it("may also decrypt the tools, through S3 only, where a key encrypts them", async () => {
    assert.deepEqual(
      (await policy({ kmsKeyArn })).find(({ Sid }) => Sid === "DecryptTools"),
      {
        Sid: "DecryptTools",
        Effect: "Allow",
        Action: ["kms:Decrypt"],
        Resource: [kmsKeyArn],
        Condition: { StringEquals: { "kms:ViaService": "s3.us-east-1.amazonaws.com" } },
      },
    );
  });

  it("may use no topic where none is given", async () => {
    const granted = (await policy({ topics: [] })).flatMap(({ Resource }) => Resource);
    assert.deepEqual(
      granted.filter((arn) => arn.includes(":topic/")),
      [],
    );
  });
});
