import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { KafkaTopic, MskConnector } from "../../../../components";
import { evaluate } from "../../../../plan/evaluate";
import {
  clusterArn,
  connector,
  connectorArgs,
  deployConnector as deploy,
} from "../../../helpers/connectors";
import {
  all,
  assertFamily,
  assertInputs,
  assertWaitsFor,
  one,
  statements,
} from "../../../helpers/resources";

const CONNECTOR = "aws:mskconnect/connector:Connector";
const WORKER = "aws:mskconnect/workerConfiguration:WorkerConfiguration";
describe("MskConnector", () => {
  it("runs the connector's configuration and plugin under the connector's own name", async () => {
    assertInputs(one(await deploy(), CONNECTOR), {
      name: "dev-orders-source",
      kafkaconnectVersion: "3.7.x",
      connectorConfiguration: connector.config,
      plugins: [{ customPlugin: { arn: "arn:plugin", revision: 1 } }],
    });
  });

  it("authenticates by IAM, encrypts in transit and lives in the given subnets", async () => {
    const resources = await deploy();
    const group = one(resources, "aws:ec2/securityGroup:SecurityGroup");
    assertInputs(one(resources, CONNECTOR), {
      kafkaClusterClientAuthentication: { authenticationType: "IAM" },
      kafkaClusterEncryptionInTransit: { encryptionType: "TLS" },
      kafkaCluster: {
        apacheKafkaCluster: {
          bootstrapServers: "b-1:9098",
          vpc: { securityGroups: [group.state["id"]], subnets: ["subnet-1", "subnet-2"] },
        },
      },
    });
  });

  it("has the worker's properties in a configuration named by their hash", async () => {
    const resources = await deploy();
    const worker = one(resources, WORKER);
    assert.match(String(worker.inputs["name"]), /^dev-orders-source-[0-9a-f]{12}$/);
    assert.equal(
      worker.inputs["propertiesFileContent"],
      [
        "consumer.reconnect.backoff.ms=1000",
        "key.converter=org.apache.kafka.connect.storage.StringConverter",
        "offset.storage.partitions=1",
        "offset.storage.topic=__amazon_msk_connect_offsets_dev_orders-source",
        "producer.reconnect.backoff.ms=1000",
        "reconnect.backoff.ms=1000",
        "status.storage.partitions=1",
        "value.converter=org.apache.kafka.connect.json.JsonConverter",
        "value.converter.schemas.enable=false",
        "",
      ].join("\n"),
    );
    assertInputs(one(resources, CONNECTOR), {
      workerConfiguration: {
        arn: worker.state["arn"],
        revision: worker.state["latestRevision"],
      },
    });
  });

  it("logs its workers to a log group with retention", async () => {
    const resources = await deploy({ logs: { retentionDays: 30, kmsKeyArn: "arn:key" } });
    const group = one(resources, "aws:cloudwatch/logGroup:LogGroup");
    assertInputs(group, { retentionInDays: 30, kmsKeyId: "arn:key" });
    assertInputs(one(resources, CONNECTOR), {
      logDelivery: {
        workerLogDelivery: {
          cloudwatchLogs: { enabled: true, logGroup: group.inputs["name"] },
        },
      },
    });
  });

  it("has a role of its own, which MSK Connect takes on for this connector only", async () => {
    const resources = await deploy();
    const role = one(resources, "aws:iam/role:Role");
    assert.deepEqual(
      statements(role.inputs["assumeRolePolicy"]).map(({ Condition }) => Condition),
      [
        {
          StringEquals: { "aws:SourceAccount": "123456789012" },
          ArnLike: {
            "aws:SourceArn":
              "arn:aws:kafkaconnect:us-east-1:123456789012:connector/dev-orders-source/*",
          },
        },
      ],
    );
    assertInputs(one(resources, CONNECTOR), { serviceExecutionRoleArn: role.state["arn"] });
  });

  it("grants what the connector asks for beyond Kafka", async () => {
    const grant = { sid: "ReadSecret", actions: ["secretsmanager:GetSecretValue"] };
    const access = [{ ...grant, resources: [pulumi.output("arn:secret")] }];
    const resources = await deploy({ connector: { ...connector, access } });
    const { inputs } = one(resources, "aws:iam/rolePolicy:RolePolicy");
    const granted = statements(inputs["policy"]).find(({ Sid }) => Sid === "ReadSecret");
    assert.deepEqual(granted?.Resource, ["arn:secret"]);
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
      new MskConnector("source", { ...connectorArgs(), startAfter: [topic] });
    });
    assertWaitsFor(one(resources, CONNECTOR), [
      one(resources, "aws:iam/rolePolicy:RolePolicy"),
      one(resources, WORKER),
      one(resources, "aws:cloudwatch/logGroup:LogGroup"),
      ...all(resources, "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule"),
      ...all(resources, "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule"),
      one(resources, "aws:msk/topic:Topic"),
    ]);
  });

  it("has a fixed number of workers when it cannot grow", async () => {
    const capacity = { mcu: 2, workers: 3, maxWorkers: 3 };
    assertInputs(one(await deploy({ capacity }), CONNECTOR), {
      capacity: { provisionedCapacity: { mcuCount: 2, workerCount: 3 } },
    });
  });

  it("scales its workers when it may grow", async () => {
    const capacity = { mcu: 1, workers: 1, maxWorkers: 3 };
    assertInputs(one(await deploy({ capacity }), CONNECTOR), {
      capacity: { autoscaling: { mcuCount: 1, minWorkerCount: 1, maxWorkerCount: 3 } },
    });
  });

  it("takes a plugin that is there, by plain values, and needs no tags", async () => {
    const resources = await deploy({ plugin: { arn: "arn:there", revision: 3 }, tags: undefined });
    assertInputs(one(resources, CONNECTOR), {
      plugins: [{ customPlugin: { arn: "arn:there", revision: 3 } }],
      tags: { Name: "dev-orders-source" },
    });
    assert.equal(one(resources, WORKER).inputs["tags"], undefined);
  });

  it("is the parent of all that it creates", async () => {
    assertFamily(await deploy({ updates: "inPlace" }), "source");
  });

  for (const [args, reason] of [
    [
      { capacity: { mcu: 3, workers: 0, maxWorkers: 11 } },
      /capacity\.mcu must be 1, 2, 4 or 8, got 3; capacity\.workers must be a whole number from 1 to 10, got 0; capacity\.maxWorkers must be a whole number from 0 to 10, got 11/,
    ],
    [
      { capacity: { mcu: 1, workers: 3, maxWorkers: 2 } },
      /capacity\.maxWorkers must be a whole number from 3 to 10, got 2/,
    ],
    [
      { connector: { ...connector, name: "orders source" } },
      /connector\.name must be 1 to 128 letters, digits, \., _ and -, got "orders source"/,
    ],
  ] as const) {
    it(`refuses ${Object.keys(args).join()} that MSK Connect would refuse`, async () => {
      await assert.rejects(deploy(args), reason);
    });
  }
});
