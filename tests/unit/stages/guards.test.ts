import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { EncryptionKey } from "../../../components/encryptionKey";
import { KafkaTopic } from "../../../components/kafkaTopic";
import { MskConnector } from "../../../components/mskConnector/mskConnector";
import { Network } from "../../../components/network/network";
import { debeziumMySql } from "../../../connectors/debeziumMySql";
import { dynamoDbSink } from "../../../connectors/dynamoDbSink";
import { fingerprint } from "../../../support/fingerprint";
import { bundledDynamoDbSink, debeziumMySql27 } from "../../../archives/catalogue";
import { evaluate } from "../../../plan/evaluate";
import type { Plan, PlannedResource } from "../../../plan/plan";
import { change, reports } from "../../policy/change";
import { all, assertInputs, at, one, statements } from "../../helpers/resources";
import { TABLE, plan } from "../../helpers/stagePlans";

const ROLE_POLICY = "aws:iam/rolePolicy:RolePolicy";
const keyArn = "arn:aws:kms:us-east-1:123456789012:key/1";

const capture = debeziumMySql({
  stage: "dev",
  name: "sales-capture",
  plugin: debeziumMySql27,
  version: "2.7",
  hostname: "writer.example",
  credentials: { name: "sales", arn: "arn:secret" },
  region: "us-east-1",
  serverId: 7,
  topicPrefix: "aurora",
  database: "salesdb",
  tables: ["SALES_ORDER"],
  kafkaConnectVersion: "3.7.x",
  bootstrapServers: "b-1:9098",
});

describe("rights", () => {
  it("of a sink on its tables' key are to encrypt and decrypt, not to grant them on", () => {
    const { access } = dynamoDbSink({
      stage: "dev",
      name: "orders-sink",
      plugin: bundledDynamoDbSink,
      topics: ["orders"],
      region: "us-east-1",
      tables: [{ arn: "arn:table", kmsKeyArn: keyArn }],
      tableNameFormat: "kafka_${topic}",
      hashKey: "value.orderid",
      tasks: 1,
    });
    assert.deepEqual(
      access.filter(({ resources }) => resources.includes(keyArn)).map(({ actions }) => actions),
      [["kms:Decrypt", "kms:DescribeKey", "kms:Encrypt", "kms:GenerateDataKey"]],
    );
  });

  it("of flow logs are to write logs, not to delete them", async () => {
    const { resources } = await evaluate(
      () =>
        new Network("network", {
          cidr: "10.0.0.0/16",
          region: "us-east-1",
          zones: 2,
          tables: [],
          flowLogs: { retentionDays: 30 },
          tags: {},
        }),
    );
    const granted = statements(one(resources, ROLE_POLICY).inputs["policy"]);
    assert.deepEqual(granted.flatMap(({ Action }) => Action).sort(), [
      "logs:CreateLogStream",
      "logs:DescribeLogGroups",
      "logs:DescribeLogStreams",
      "logs:PutLogEvents",
    ]);
  });

  it("of CloudWatch Logs on the stack's key are to encrypt and decrypt, not to grant them on", async () => {
    const { resources } = await evaluate(
      () =>
        new EncryptionKey("data", {
          alias: "orders",
          region: "us-east-1",
          logGroups: ["/orders/*"],
          tags: {},
        }),
    );
    const logs = statements(one(resources, "aws:kms/key:Key").inputs["policy"]).find(
      ({ Sid }) => Sid === "EncryptLogGroups",
    );
    assert.deepEqual(logs?.Action, [
      "kms:Decrypt",
      "kms:DescribeKey",
      "kms:Encrypt",
      "kms:GenerateDataKey*",
      "kms:ReEncrypt*",
    ]);
  });
});

describe("a connector", () => {
  async function deploy(workers: number, maxWorkers: number): Promise<readonly PlannedResource[]> {
    const { resources } = await evaluate(
      () =>
        new MskConnector("capture", {
          connector: capture,
          cluster: {
            arn: "arn:aws:kafka:us-east-1:123456789012:cluster/orders/uuid-1",
            bootstrapServers: "b-1:9098",
            securityGroupId: "sg-brokers",
          },
          plugin: { arn: pulumi.output("arn:plugin"), revision: pulumi.output(1) },
          offsetsTopic: capture.offsets,
          vpcId: "vpc-1",
          subnetIds: ["subnet-1"],
          capacity: { mcu: 1, workers, maxWorkers },
          kafkaConnectVersion: "3.7.x",
          updates: "inPlace",
          logs: { retentionDays: 30 },
          tags: {},
        }),
    );
    return resources;
  }

  it("that captures changes runs on one worker that does not scale", async () => {
    await assert.rejects(deploy(2, 2), /capacity\.workers .* Debezium reads one log/);
    await assert.rejects(deploy(1, 2), /capacity\.maxWorkers .* Debezium reads one log/);
  });

  it("that captures changes goes on where it was when it is replaced", () => {
    const { worker } = capture;
    assert.equal(worker["offset.storage.topic"], "__amazon_msk_connect_offsets_dev_sales-capture");
  });

  it("is verified without its configuration being written down once more", async () => {
    const { inputs } = one(await deploy(1, 1), "command:local:Command");
    const hashes = Object.values(at(JSON.parse(String(inputs["stdin"])), "expected") ?? {});
    assert.ok(hashes.length > 0);
    for (const hash of hashes) assert.match(String(hash), /^[0-9a-f]{16}$/);
    assert.doesNotMatch(JSON.stringify(inputs), /writer\.example/);
  });

  it("has a fingerprint that shows no value", () => {
    const { password = "" } = fingerprint({ password: "correct-horse" });
    assert.match(password, /^[0-9a-f]{16}$/);
  });
});

describe("a topic that keeps its records for ever", () => {
  it("ends them neither by age nor by size", async () => {
    const { resources } = await evaluate(
      () =>
        new KafkaTopic("history", {
          clusterArn: "arn:aws:kafka:us-east-1:123456789012:cluster/orders/uuid-1",
          topic: "history",
          partitions: 1,
          replicationFactor: 1,
          minInsyncReplicas: 1,
          retention: "forever",
        }),
    );
    const { configs } = one(resources, "aws:msk/topic:Topic").inputs;
    assert.deepEqual(JSON.parse(String(configs)), {
      "cleanup.policy": "delete",
      "min.insync.replicas": "1",
      "retention.bytes": "-1",
      "retention.ms": "-1",
    });
  });
});

describe("the policy that buckets take requests by TLS only", () => {
  it("is not content with a policy that denies the requests by TLS", () => {
    const statement = {
      Effect: "Deny",
      Principal: "*",
      Action: "s3:*",
      Resource: "*",
      Condition: { Bool: { "aws:SecureTransport": "true" } },
    };
    const stack = change("bucket-policy", ["policy"], JSON.stringify({ Statement: [statement] }));
    assert.deepEqual(
      reports(stack).map((report) => report.replace(/:.*/, "")),
      ["s3-tls"],
    );
  });
});

describe("stage prod", () => {
  let loaded: Plan;

  before(async () => {
    loaded = await plan("prod", "pipeline=all", "kafkaClient=true");
  });

  it("can restore every table to any second", () => {
    const tables = all(loaded.resources, TABLE);
    assert.equal(tables.length, 2);
    for (const table of tables) assertInputs(table, { pointInTimeRecovery: { enabled: true } });
  });

  it("encrypts the plugins' bucket and the client's disk with its own key", () => {
    const key = one(loaded.resources, "aws:kms/key:Key").state["arn"];
    const { inputs } = one(
      loaded.resources,
      "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration",
      "plugins-encryption",
    );
    const rule = { sseAlgorithm: "aws:kms", kmsMasterKeyId: key };
    assert.deepEqual(inputs["rules"], [
      { applyServerSideEncryptionByDefault: rule, bucketKeyEnabled: true },
    ]);
    assertInputs(one(loaded.resources, "aws:ec2/instance:Instance"), {
      rootBlockDevice: { encrypted: true, kmsKeyId: key },
    });
  });
});
