import assert from "node:assert/strict";
import { mapped } from "../../../support/mapped";
import { outputsSchema } from "../../../outputs/schema";
import {
  bucketReaderPolicy,
  clusterReaderPolicy,
  tableReaderPolicy,
  topicReaderPolicy,
} from "../../../outputs/access";
import { absent, one, statements } from "../../helpers/resources";
import { plan } from "../../helpers/stagePlans";

const POLICY = "aws:msk/clusterPolicy:ClusterPolicy";
const stageOutputs = outputsSchema.omit({ logGroups: true });
const cluster = "kafka:eu-west-1:123456789012:cluster/msk-pipeline-prod/0f4b-4";
const tableArn = "arn:aws:dynamodb:eu-west-1:123456789012:table/kafka_orders";
const keyArn = "arn:aws:kms:eu-west-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab";

describe("the policy of a topic's readers", () => {
  it("is of one topic and of groups of its own", () => {
    assert.deepEqual(JSON.parse(topicReaderPolicy(`arn:aws-cn:${cluster}`, "orders")), {
      Version: "2012-10-17",
      Statement: [
        {
          Sid: "ConnectToCluster",
          Effect: "Allow",
          Action: ["kafka-cluster:Connect"],
          Resource: [`arn:aws-cn:${cluster}`],
        },
        {
          Sid: "ReadTopics",
          Effect: "Allow",
          Action: ["kafka-cluster:DescribeTopic", "kafka-cluster:ReadData"],
          Resource: [`arn:aws-cn:${cluster.replace(":cluster/", ":topic/")}/orders`],
        },
        {
          Sid: "JoinGroups",
          Effect: "Allow",
          Action: ["kafka-cluster:AlterGroup", "kafka-cluster:DescribeGroup"],
          Resource: [`arn:aws-cn:${cluster.replace(":cluster/", ":group/")}/orders-reader-*`],
        },
      ],
    });
  });
});

describe("the policy of a cluster whose topics other accounts read", () => {
  const arn = `arn:aws-cn:${cluster}`;
  const policy = clusterReaderPolicy(arn, ["orders", "sales"], ["210987654321", "012345678901"]);

  it("names each account, in every statement", () => {
    const accounts = ["arn:aws-cn:iam::012345678901:root", "arn:aws-cn:iam::210987654321:root"];
    for (const { Principal } of statements(policy)) assert.deepEqual(Principal, { AWS: accounts });
  });

  it("lets them connect a VPC with it, and be told its brokers", () => {
    assert.deepEqual(
      statements(policy)
        .slice(0, 2)
        .map(({ Action, Resource }) => [Action, Resource]),
      [
        [
          [
            "kafka:CreateVpcConnection",
            "kafka:DescribeCluster",
            "kafka:DescribeClusterV2",
            "kafka:GetBootstrapBrokers",
          ],
          [arn],
        ],
        [["kafka-cluster:Connect", "kafka-cluster:DescribeClusterDynamicConfiguration"], [arn]],
      ],
    );
  });

  it("allows of topics and groups just what their readers' policies do", () => {
    const rights = (document: string): string[] =>
      statements(document)
        .flatMap(({ Action, Resource }) =>
          Resource.flatMap((on) => Action.map((a) => `${a} ${on}`)),
        )
        .filter((right) => !right.endsWith(` ${arn}`))
        .sort();
    const readers = ["orders", "sales"].map((topic) => topicReaderPolicy(arn, topic));
    assert.deepEqual(rights(policy), readers.flatMap(rights).sort());
  });
});

describe("the policy of a table's readers", () => {
  const read = {
    Sid: "ReadTable",
    Effect: "Allow",
    Action: [
      "dynamodb:BatchGetItem",
      "dynamodb:DescribeTable",
      "dynamodb:GetItem",
      "dynamodb:Query",
      "dynamodb:Scan",
    ],
    Resource: [tableArn],
  };

  it("is of one table", () => {
    assert.deepEqual(JSON.parse(tableReaderPolicy(tableArn)), {
      Version: "2012-10-17",
      Statement: [read],
    });
  });

  it("adds the table's key, through DynamoDB of the table's region alone", () => {
    assert.deepEqual(JSON.parse(tableReaderPolicy(tableArn, keyArn)), {
      Version: "2012-10-17",
      Statement: [
        read,
        {
          Sid: "DecryptTable",
          Effect: "Allow",
          Action: ["kms:Decrypt"],
          Resource: [keyArn],
          Condition: { StringEquals: { "kms:ViaService": "dynamodb.eu-west-1.amazonaws.com" } },
        },
      ],
    });
  });
});

describe("the policy of a bucket's readers", () => {
  const bucketArn = "arn:aws:s3:::msk-pipeline-prod-lake-bucket-1234567";
  const statement = (Sid: string, Action: string, Resource: string) => {
    return { Sid, Effect: "Allow", Action: [Action], Resource: [Resource] };
  };
  const read = [
    statement("ListBucket", "s3:ListBucket", bucketArn),
    statement("ReadObjects", "s3:GetObject", `${bucketArn}/*`),
  ];

  it("is of one bucket and its objects", () => {
    assert.deepEqual(statements(bucketReaderPolicy(bucketArn)), read);
  });

  it("adds the bucket's key, through S3 of the key's region alone", () => {
    assert.deepEqual(statements(bucketReaderPolicy(bucketArn, keyArn)), [
      ...read,
      {
        ...statement("DecryptObjects", "kms:Decrypt", keyArn),
        Condition: { StringEquals: { "kms:ViaService": "s3.eu-west-1.amazonaws.com" } },
      },
    ]);
  });
});

describe("a stage's reader policies", () => {
  it("are those of its topics, tables and buckets, by their role", async () => {
    const { outputs } = await plan("prod", "pipeline=all");
    const { clusterArn, topics, tableArns, buckets, kmsKeyArn, ...policies } =
      stageOutputs.parse(outputs);
    assert.deepEqual(
      policies.topicReaderPolicies,
      mapped(topics, (topic) => topicReaderPolicy(clusterArn, topic)),
    );
    assert.deepEqual(
      policies.tableReaderPolicies,
      mapped(tableArns, (table) => tableReaderPolicy(table, kmsKeyArn)),
    );
    assert.deepEqual(
      policies.bucketReaderPolicies,
      mapped(buckets, (bucket) => bucketReaderPolicy(`arn:aws:s3:::${bucket}`, kmsKeyArn)),
    );
  });

  it("let read the schemas, where records are in Avro", async () => {
    const { outputs } = await plan("prod", "pipeline=all", "recordFormat=avro");
    const { clusterArn, topics, topicReaderPolicies } = stageOutputs.parse(outputs);
    assert.deepEqual(
      topicReaderPolicies,
      mapped(topics, (topic) => topicReaderPolicy(clusterArn, topic, true)),
    );
    assert.deepEqual(statements(topicReaderPolicies["orders"] ?? "").at(-1), {
      Sid: "ReadSchemas",
      Effect: "Allow",
      Action: ["glue:GetSchemaVersion"],
      Resource: ["*"],
    });
  });

  it("name no key where the stage has none", async () => {
    const { outputs } = await plan("dev", "pipeline=all");
    assert.doesNotMatch(JSON.stringify(outputs["tableReaderPolicies"]), /kms/);
    assert.doesNotMatch(JSON.stringify(outputs["bucketReaderPolicies"]), /kms/);
  });
});

describe("a stage's consumers of other accounts", () => {
  it("read the topics that it names among its outputs", async () => {
    const accounts = ["210987654321"];
    const { resources, outputs } = await plan(
      "prod",
      "pipeline=all",
      `consumerAccounts=${JSON.stringify(accounts)}`,
    );
    const { clusterArn, topics } = stageOutputs.parse(outputs);
    assert.deepEqual(one(resources, POLICY).inputs, {
      clusterArn,
      policy: clusterReaderPolicy(clusterArn, Object.values(topics), accounts),
    });
  });

  it("are let in by no policy where it names none", async () => {
    absent((await plan("prod", "pipeline=all")).resources, POLICY);
  });
});
