import assert from "node:assert/strict";
import fc from "fast-check";
import { datagen } from "../../../connectors/datagen";
import {
  dynamoDbSink,
  keyAttribute,
  type DynamoDbSinkArgs,
} from "../../../connectors/dynamoDbSink";
import { differingKeys, fingerprint } from "../../../support/fingerprint";
import {
  bundledDynamoDbSink,
  bundledOrdersSource,
  confluentDatagen,
  confluentDynamoDbSink,
  dynamoDbPlugin,
  ordersPlugin,
} from "../../../archives/catalogue";
import { configurationA, configurationB } from "../../helpers/tutorial";

const source = {
  stage: "dev",
  name: "orders-source",
  plugin: confluentDatagen(),
  topic: "orders",
  intervalMs: 10_000,
};
const sink: DynamoDbSinkArgs = {
  stage: "dev",
  name: "orders-sink",
  plugin: confluentDynamoDbSink(),
  topics: ["orders"],
  region: "eu-west-1",
  tables: [{ arn: "arn:aws:dynamodb:eu-west-1:123456789012:table/kafka_orders" }],
  tableNameFormat: "kafka_${topic}",
  hashKey: "value.orderid",
  tasks: 1,
  licenceBrokers: "b-1:9098,b-2:9098",
};

describe("datagen", () => {
  it("renders the tutorial's configuration with Confluent's plugin", () => {
    assert.deepEqual(datagen(source).config, configurationA);
  });

  it("differs with the bundled plugin by its class only", () => {
    assert.deepEqual(datagen({ ...source, plugin: bundledOrdersSource }).config, {
      ...configurationA,
      "connector.class": bundledOrdersSource.mainClass,
    });
  });

  it("ends after a number of orders when it is given one", () => {
    assert.equal(datagen({ ...source, iterations: 1000 }).config["iterations"], "1000");
  });

  it("keeps its offsets in a topic that outlives the connector", () => {
    const { offsets, worker } = datagen(source);
    assert.equal(offsets, "__amazon_msk_connect_offsets_dev_orders-source");
    assert.equal(worker["offset.storage.topic"], offsets);
  });

  it("writes its topic and reads none", () => {
    const { reads, writes, groups, name, nameInStage } = datagen(source);
    assert.deepEqual({ reads, writes, groups }, { reads: [], writes: ["orders"], groups: [] });
    assert.deepEqual([name, nameInStage], ["dev-orders-source", "orders-source"]);
  });
});

describe("dynamoDbSink", () => {
  it("renders the tutorial's configuration with Confluent's plugin", () => {
    assert.deepEqual(dynamoDbSink(sink).config, configurationB("eu-west-1", "b-1:9098,b-2:9098"));
  });

  it("asks for no licence with the bundled plugin", () => {
    const { config, owns } = dynamoDbSink({
      ...sink,
      plugin: bundledDynamoDbSink,
      licenceBrokers: undefined,
    });
    assert.equal(config["connector.class"], bundledDynamoDbSink.mainClass);
    assert.deepEqual(
      Object.keys(config).filter((key) => key.startsWith("confluent.")),
      [],
    );
    assert.deepEqual(owns, []);
  });

  it("keeps the licence of Confluent's plugin in a topic of its own", () => {
    assert.deepEqual(dynamoDbSink(sink).owns, ["_confluent-command"]);
  });

  it("stops at a record that it cannot store unless dead letters are on", () => {
    const { config, writes } = dynamoDbSink(sink);
    assert.equal(config["errors.tolerance"], undefined);
    assert.deepEqual(writes, []);
  });

  it("sets such records aside with their reason when dead letters are on", () => {
    const deadLetters = { topic: "orders-dead-letters", replicationFactor: 3 };
    const { config, writes } = dynamoDbSink({ ...sink, deadLetters });
    assert.deepEqual(config, {
      ...configurationB("eu-west-1", "b-1:9098,b-2:9098"),
      "errors.tolerance": "all",
      "errors.deadletterqueue.topic.name": "orders-dead-letters",
      "errors.deadletterqueue.topic.replication.factor": "3",
      "errors.deadletterqueue.context.headers.enable": "true",
    });
    assert.deepEqual(writes, ["orders-dead-letters"]);
  });

  it("has nothing flatten the rows of a database, of which an old worker loses what follows a null", () => {
    const { config } = dynamoDbSink({ ...sink, changes: true });
    assert.equal(config["transforms"], undefined);
  });

  it("takes several topics, tasks and a sort key", () => {
    const { config, reads } = dynamoDbSink({
      ...sink,
      topics: ["orders", "returns"],
      tasks: 6,
      sortKey: "value.ordertime",
    });
    assert.equal(config["topics"], "orders,returns");
    assert.equal(config["tasks.max"], "6");
    assert.equal(config["aws.dynamodb.pk.sort"], "value.ordertime");
    assert.deepEqual(reads, ["orders", "returns"]);
  });

  it("joins the group that Kafka Connect names after it", () => {
    assert.deepEqual(dynamoDbSink(sink).groups, ["connect-dev-orders-sink"]);
  });

  it("leaves no topic of 25 partitions behind for offsets that it does not keep there", () => {
    const { offsets, worker } = dynamoDbSink(sink);
    assert.equal(offsets, "__amazon_msk_connect_offsets_dev_orders-sink");
    assert.equal(worker["offset.storage.topic"], offsets);
  });

  it("may write just its tables", () => {
    assert.deepEqual(dynamoDbSink({ ...sink, licenceBrokers: undefined }).access, [
      {
        sid: "WriteTables",
        actions: ["dynamodb:BatchWriteItem", "dynamodb:DescribeTable"],
        resources: ["arn:aws:dynamodb:eu-west-1:123456789012:table/kafka_orders"],
      },
    ]);
  });

  it("may also scan them with Confluent's plugin, which needs it", () => {
    const [write] = dynamoDbSink(sink).access;
    assert.deepEqual(write?.actions, [
      "dynamodb:BatchWriteItem",
      "dynamodb:DescribeTable",
      "dynamodb:Scan",
    ]);
  });

  it("may use the key of an encrypted table, through DynamoDB only", () => {
    const kmsKeyArn = "arn:aws:kms:eu-west-1:123456789012:key/key-1";
    const [, encrypt] = dynamoDbSink({
      ...sink,
      tables: [{ arn: "arn:aws:dynamodb:eu-west-1:123456789012:table/kafka_orders", kmsKeyArn }],
    }).access;
    assert.deepEqual(encrypt?.resources, [kmsKeyArn]);
    assert.deepEqual(encrypt.conditions, {
      StringEquals: { "kms:ViaService": "dynamodb.eu-west-1.amazonaws.com" },
    });
  });
});

describe("keyAttribute", () => {
  for (const [reference, attribute] of [
    ["value.orderid", "orderid"],
    ["value.userId:user", "user"],
    ["key", "key"],
    ["value.address.city", "city"],
    ["partition", "partition"],
  ] as const) {
    it(`is ${attribute} for ${reference}`, () => {
      assert.equal(keyAttribute(reference), attribute);
    });
  }
});

describe("plugin catalogue", () => {
  it("holds Confluent's archives of the tutorial", () => {
    const hub = "https://d1i4a15mxbxib1.cloudfront.net/api/plugins/confluentinc";
    const datagenZip = "confluentinc-kafka-connect-datagen-0.5.3.zip";
    const sinkZip = "confluentinc-kafka-connect-aws-dynamodb-1.3.0.zip";
    assert.deepEqual(confluentDatagen().source, {
      kind: "download",
      fileName: datagenZip,
      url: `${hub}/kafka-connect-datagen/versions/0.5.3/${datagenZip}`,
    });
    assert.deepEqual(confluentDynamoDbSink().source, {
      kind: "download",
      fileName: sinkZip,
      url: `${hub}/kafka-connect-aws-dynamodb/versions/1.3.0/${sinkZip}`,
    });
  });

  it("lets a stage choose version, address and checksum, or a file instead of any address", () => {
    const sha256 = "a".repeat(64);
    const url = "https://example.com/datagen.zip";
    const chosen = { version: "0.6.0", url, sha256 };
    const { version, source: archive } = ordersPlugin("confluent", chosen);
    assert.equal(version, "0.6.0");
    assert.deepEqual(archive, {
      kind: "download",
      fileName: "confluentinc-kafka-connect-datagen-0.6.0.zip",
      url,
      sha256,
    });
    const own = ordersPlugin("confluent", { ...chosen, file: "own.zip" }).source;
    assert.deepEqual(own, { kind: "file", file: "own.zip", sha256 });
  });

  it("has the bundled plugins unless a stage asks for Confluent's", () => {
    assert.equal(ordersPlugin("bundled", {}), bundledOrdersSource);
    assert.equal(dynamoDbPlugin("bundled", {}), bundledDynamoDbSink);
    assert.deepEqual(dynamoDbPlugin("confluent", {}), confluentDynamoDbSink());
  });
});

describe("fingerprint", () => {
  const config = fc.dictionary(fc.string(), fc.string());

  it("is the same whatever the order of the keys", () => {
    fc.assert(
      fc.property(config, (properties) => {
        const reversed = Object.fromEntries(Object.entries(properties).reverse());
        assert.deepEqual(
          Object.entries(fingerprint(reversed)),
          Object.entries(fingerprint(properties)),
        );
      }),
    );
  });

  it("tells the keys that were added, removed and changed", () => {
    const before = fingerprint({ same: "1", changed: "1", removed: "1" });
    const after = fingerprint({ same: "1", changed: "2", added: "1" });
    assert.deepEqual(differingKeys(before, after), ["added", "changed", "removed"]);
  });

  it("writes no value down", () => {
    assert.doesNotMatch(JSON.stringify(fingerprint({ password: "hunter2" })), /hunter2/);
  });
});
