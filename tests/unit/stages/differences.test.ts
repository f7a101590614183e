import assert from "node:assert/strict";
import { z } from "zod";
import { actionsOn, all, assertInputs, at, one, statements } from "../../helpers/resources";
import { CLUSTER, CONNECTOR, TABLE, connectorOf, plan, policyOf } from "../../helpers/stagePlans";
import { configurationA, configurationB } from "../../helpers/tutorial";

describe("stage dev", () => {
  it("renders the tutorial's source with Confluent's plugins", async () => {
    const loaded = await plan("dev", "plugins=confluent");
    const { inputs } = connectorOf(loaded, "orders-source");
    assert.deepEqual(inputs["connectorConfiguration"], configurationA);
  });

  it("renders the tutorial's sink with Confluent's plugins", async () => {
    const loaded = await plan("dev", "plugins=confluent", "aws:region=eu-west-1");
    const brokers = String(loaded.outputs["bootstrapServers"]);
    const { inputs } = connectorOf(loaded, "orders-sink");
    assert.deepEqual(inputs["connectorConfiguration"], configurationB("eu-west-1", brokers));
  });

  it("declares the topic of Confluent's licence with no more copies than brokers", async () => {
    const loaded = await plan("dev", "plugins=confluent");
    assertInputs(one(loaded.resources, "aws:msk/topic:Topic", "licences-topic"), {
      name: "_confluent-command",
      replicationFactor: 2,
    });
  });

  it("leaves nothing protected, so that destroy leaves nothing behind", async () => {
    const { resources } = await plan("dev");
    assert.deepEqual(
      resources.filter(({ options }) => options.protect === true),
      [],
    );
    assertInputs(one(resources, "aws:s3/bucket:Bucket"), { forceDestroy: true });
    assertInputs(one(resources, TABLE), { deletionProtectionEnabled: false });
  });

  it("lets brokers create topics, as the tutorial does", async () => {
    const { inputs } = one((await plan("dev")).resources, "aws:msk/configuration:Configuration");
    assert.match(String(inputs["serverProperties"]), /^auto\.create\.topics\.enable=true$/m);
  });
});

describe("a stage with Express brokers", () => {
  /** @see https://docs.aws.amazon.com/msk/latest/developerguide/msk-configuration-express-read-write.html */
  const OF_TOPICS = new Set([
    ...["cleanup.policy", "compression.type", "delete.retention.ms", "max.compaction.lag.ms"],
    ...["max.message.bytes", "message.timestamp.after.max.ms", "message.timestamp.before.max.ms"],
    ...["message.timestamp.type", "min.compaction.lag.ms", "retention.bytes", "retention.ms"],
  ]);

  const configsOf = z.record(z.string(), z.string());

  it("sets of topics only what Express brokers take, in every pipeline", async () => {
    const { resources } = await plan("prod", "pipeline=all", "brokerType=express.m7g.large");
    const topics = all(resources, "aws:msk/topic:Topic");
    assert.ok(topics.length > 5);
    for (const { name, inputs } of topics) {
      const configs = Object.keys(configsOf.parse(JSON.parse(String(inputs["configs"]))));
      assert.deepEqual(
        configs.filter((key) => !OF_TOPICS.has(key)),
        [],
        name,
      );
      assert.equal(inputs["replicationFactor"], 3, name);
    }
  });

  it("has no volumes, whatever the settings say of them", async () => {
    const { resources } = await plan("prod", "brokerType=express.m7g.large");
    const { inputs } = one(resources, CLUSTER);
    assert.equal(at(inputs, "brokerNodeGroupInfo", "storageInfo"), undefined);
    assert.deepEqual(all(resources, "aws:appautoscaling/target:Target"), []);
    assert.equal(one(resources, CLUSTER).options.protect, true);
  });
});

describe("stage prod", () => {
  it("protects what holds data", async () => {
    const { resources } = await plan("prod");
    assert.deepEqual(
      resources
        .filter(({ options }) => options.protect === true)
        .map(({ name }) => name)
        .sort(),
      [
        "data-key",
        "kafka-cluster",
        "orders-dead-letters-topic",
        "orders-source-offsets-topic",
        "orders-table",
        "orders-topic",
        "plugins-bucket",
      ],
    );
    assertInputs(one(resources, TABLE), { deletionProtectionEnabled: true });
  });

  it("encrypts everything at rest with a key of its own", async () => {
    const { resources } = await plan("prod");
    const key = one(resources, "aws:kms/key:Key").state["arn"];
    assertInputs(one(resources, CLUSTER), { encryptionInfo: { encryptionAtRestKmsKeyArn: key } });
    assertInputs(one(resources, TABLE), {
      serverSideEncryption: { enabled: true, kmsKeyArn: key },
    });
    const encryption =
      "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration";
    assert.match(JSON.stringify(one(resources, encryption).inputs), new RegExp(String(key)));
    for (const group of all(resources, "aws:cloudwatch/logGroup:LogGroup")) {
      assertInputs(group, { kmsKeyId: key });
    }
  });

  it("lets the sink use the table's key, through DynamoDB only", async () => {
    const loaded = await plan("prod");
    const key = String(one(loaded.resources, "aws:kms/key:Key").state["arn"]);
    const [use] = statements(policyOf(loaded, "orders-sink")).filter(({ Resource }) =>
      Resource.includes(key),
    );
    assert.deepEqual(use?.Condition, {
      StringEquals: { "kms:ViaService": "dynamodb.us-east-1.amazonaws.com" },
    });
    assert.deepEqual(actionsOn(policyOf(loaded, "orders-source"), key), []);
  });

  it("spans three zones with two in-sync copies of every record", async () => {
    const { resources } = await plan("prod");
    assertInputs(one(resources, "awsx:ec2:Vpc"), {
      availabilityZoneNames: ["us-east-1a", "us-east-1b", "us-east-1d"],
    });
    const { inputs } = one(resources, "aws:msk/topic:Topic", "orders-topic");
    assert.match(String(inputs["configs"]), /"min\.insync\.replicas":"2"/);
    assert.equal(inputs["replicationFactor"], 3);
  });

  it("measures each topic on each broker and logs the network", async () => {
    const { resources } = await plan("prod");
    assertInputs(one(resources, CLUSTER), { enhancedMonitoring: "PER_TOPIC_PER_BROKER" });
    assert.equal(all(resources, "aws:ec2/flowLog:FlowLog").length, 1);
  });

  it("updates connectors in place and verifies each", async () => {
    const { resources } = await plan("prod");
    for (const connector of all(resources, CONNECTOR)) {
      assert.deepEqual(connector.options.replaceOnChanges, ["#initerror"]);
      const verified = all(resources, "command:local:Command").filter(({ dependsOn }) =>
        dependsOn.includes(connector.urn),
      );
      assert.equal(verified.length, 1, connector.name);
    }
  });

  it("sets aside what the sink cannot store", async () => {
    const loaded = await plan("prod");
    const { inputs } = connectorOf(loaded, "orders-sink");
    const config = inputs["connectorConfiguration"];
    assert.equal(at(config, "errors.deadletterqueue.topic.name"), "orders-dead-letters");
    assert.equal(at(loaded.outputs["topics"], "deadLetters"), "orders-dead-letters");
  });
});
