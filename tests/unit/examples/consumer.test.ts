import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { z } from "zod";
import type * as Consumer from "../../../examples/consumer/index";
import { clusterParts, readerStatements } from "../../../examples/consumer/access";

const uuid = "0f4b4a5c-6f0e-4d1e-9c2a-1b2c3d4e5f60-4";
const clusterArn = `arn:aws:kafka:eu-west-1:123456789012:cluster/msk-pipeline-prod/${uuid}`;
const tableArn = "arn:aws:dynamodb:eu-west-1:123456789012:table/kafka_orders";
const keyArn = "arn:aws:kms:eu-west-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab";

const pipelineOutputs = {
  bootstrapServers: "b-1.example:9098,b-2.example:9098,b-3.example:9098",
  clusterArn,
  topics: { orders: "orders" },
  tables: { orders: "kafka_orders" },
  tableArns: { orders: tableArn },
  kmsKeyArn: keyArn,
  privateSubnetIds: ["subnet-1", "subnet-2"],
  clientSecurityGroupId: "sg-clients",
};

const expectedStatements = [
  {
    Sid: "ConnectToCluster",
    Effect: "Allow",
    Action: ["kafka-cluster:Connect", "kafka-cluster:DescribeCluster"],
    Resource: clusterArn,
  },
  {
    Sid: "ReadTopic",
    Effect: "Allow",
    Action: ["kafka-cluster:DescribeTopic", "kafka-cluster:ReadData"],
    Resource: `arn:aws:kafka:eu-west-1:123456789012:topic/msk-pipeline-prod/${uuid}/orders`,
  },
  {
    Sid: "CommitAsOwnGroup",
    Effect: "Allow",
    Action: ["kafka-cluster:AlterGroup", "kafka-cluster:DescribeGroup"],
    Resource: `arn:aws:kafka:eu-west-1:123456789012:group/msk-pipeline-prod/${uuid}/billing`,
  },
  {
    Sid: "ReadTable",
    Effect: "Allow",
    Action: [
      "dynamodb:BatchGetItem",
      "dynamodb:DescribeTable",
      "dynamodb:GetItem",
      "dynamodb:Query",
    ],
    Resource: tableArn,
  },
];

const expectedDecryption = {
  Sid: "DecryptTable",
  Effect: "Allow",
  Action: ["kms:Decrypt"],
  Resource: keyArn,
  Condition: { StringEquals: { "kms:ViaService": "dynamodb.eu-west-1.amazonaws.com" } },
};

describe("the consumer example's access", () => {
  const reads = { clusterArn, topic: "orders", group: "billing", tableArn };

  it("is exactly one topic, one group and one table", () => {
    assert.deepEqual(readerStatements(reads), expectedStatements);
  });

  it("adds the table's key only through DynamoDB", () => {
    assert.deepEqual(readerStatements({ ...reads, tableKeyArn: keyArn }).slice(4), [
      expectedDecryption,
    ]);
  });

  it("keeps the partition of the cluster", () => {
    const [, topic] = readerStatements({
      ...reads,
      clusterArn: clusterArn.replace("arn:aws:", "arn:aws-cn:"),
    });
    assert.match(topic?.Resource ?? "", /^arn:aws-cn:kafka:/);
  });

  it("refuses what is no cluster's ARN", () => {
    assert.throws(
      () => clusterParts(tableArn),
      /must be the ARN of an MSK cluster, got arn:aws:dyn/,
    );
  });
});

describe("the consumer example", () => {
  const registered: { readonly type: string; readonly inputs: Record<string, unknown> }[] = [];
  let program: typeof Consumer;

  before(async () => {
    await pulumi.runtime.setMocks(
      {
        call: ({ token }) => {
          throw new Error(`The example calls ${token}`);
        },
        newResource: (args) => {
          const { name, type } = args;
          const inputs = z.record(z.string(), z.unknown()).parse(args.inputs);
          registered.push({ type, inputs });
          if (type === "pulumi:pulumi:StackReference") {
            return { id: name, state: { ...inputs, outputs: pipelineOutputs } };
          }
          return { id: `${name}-id`, state: { ...inputs, arn: `arn:of:${name}` } };
        },
      },
      "orders-reader",
      "dev",
    );
    pulumi.runtime.setAllConfig({
      "orders-reader:pipelineStack": "acme/msk-pipeline/prod",
      "orders-reader:consumerGroup": "billing",
    });
    program = await import("../../../examples/consumer/index.js");
  });

  it("reads the named stack", async () => {
    assert.equal((await inputsOf("pulumi:pulumi:StackReference")).name, "acme/msk-pipeline/prod");
  });

  it("grants exactly what reading needs, with no wildcard", async () => {
    const { role, policy } = await inputsOf("aws:iam/rolePolicy:RolePolicy");
    assert.equal(role, "reader-id");
    assert.deepEqual(JSON.parse(String(policy)), {
      Version: "2012-10-17",
      Statement: [...expectedStatements, expectedDecryption],
    });
    assert.ok(!String(policy).includes("*"));
  });

  it("trusts ECS tasks of the pipeline's account only", async () => {
    const { assumeRolePolicy } = await inputsOf("aws:iam/role:Role");
    assert.deepEqual(JSON.parse(String(assumeRolePolicy)), {
      Version: "2012-10-17",
      Statement: [
        {
          Effect: "Allow",
          Principal: { Service: "ecs-tasks.amazonaws.com" },
          Action: "sts:AssumeRole",
          Condition: {
            StringEquals: { "aws:SourceAccount": "123456789012" },
            ArnLike: { "aws:SourceArn": "arn:aws:ecs:eu-west-1:123456789012:*" },
          },
        },
      ],
    });
  });

  it("puts the service among the brokers' clients", async () => {
    assert.equal(await promiseOf(program.taskRoleArn), "arn:of:reader");
    assert.deepEqual(await promiseOf(pulumi.output(program.networkConfiguration)), {
      subnets: ["subnet-1", "subnet-2"],
      securityGroups: ["sg-clients"],
      assignPublicIp: false,
    });
  });

  it("tells the service where to read", async () => {
    const variables = await promiseOf(pulumi.output(program.environment));
    assert.deepEqual(Object.fromEntries(variables.map(({ name, value }) => [name, value])), {
      KAFKA_BOOTSTRAP_SERVERS: pipelineOutputs.bootstrapServers,
      KAFKA_SECURITY_PROTOCOL: "SASL_SSL",
      KAFKA_SASL_MECHANISM: "AWS_MSK_IAM",
      KAFKA_TOPIC: "orders",
      KAFKA_GROUP_ID: "billing",
      TABLE_NAME: "kafka_orders",
    });
  });

  it("creates nothing else", () => {
    const types = registered.map(({ type }) => type).sort();
    assert.deepEqual(types, [
      "aws:iam/role:Role",
      "aws:iam/rolePolicy:RolePolicy",
      "pulumi:pulumi:StackReference",
    ]);
  });

  /** Inputs of the one resource of a type, once it has been registered. */
  async function inputsOf(type: string): Promise<Readonly<Record<string, unknown>>> {
    const deadline = Date.now() + 5_000;
    for (;;) {
      const found = registered.find((resource) => resource.type === type);
      if (found !== undefined) return found.inputs;
      if (Date.now() > deadline) throw new Error(`${type} was not registered within 5 s`);
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  }
});

/**
 * Returns the value of an output; rejects after 5 s, because an output that never resolves would
 * hang.
 */
function promiseOf<T>(output: pulumi.Output<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      reject(new Error("the output did not resolve within 5 s"));
    }, 5_000);
    output.apply((value) => {
      clearTimeout(timer);
      resolve(value);
    });
  });
}
