import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import {
  debeziumMySql,
  historyTopic,
  type DebeziumMySqlArgs,
  type DebeziumVersion,
} from "../../../connectors/debeziumMySql";
import { debeziumMySql27 } from "../../../archives/catalogue";
import type { KafkaConnectVersion } from "../../../support/awsLimits";

const arn = "arn:aws:secretsmanager:us-east-1:123456789012:secret:sales-AbCdEf";

function connector(args: Partial<DebeziumMySqlArgs> = {}): ReturnType<typeof debeziumMySql> {
  return debeziumMySql({
    stage: "dev",
    name: "sales-capture",
    plugin: debeziumMySql27,
    version: "2.7",
    hostname: "writer.example",
    credentials: { name: "sales", arn },
    region: "us-east-1",
    serverId: 7,
    topicPrefix: "aurora",
    database: "salesdb",
    tables: ["SALES_ORDER"],
    kafkaConnectVersion: "3.7.x",
    bootstrapServers: "b-1:9098",
    ...args,
  });
}

async function configOf(
  version: DebeziumVersion,
  kafkaConnectVersion: KafkaConnectVersion = "3.7.x",
): Promise<Readonly<Record<string, string>>> {
  const config = pulumi.output(connector({ version, kafkaConnectVersion }).config);
  return new Promise((resolve) => config.apply(resolve));
}

describe("Debezium's MySQL connector", () => {
  it("names its keys as 2.7 does", async () => {
    const config = await configOf("2.7");
    assert.deepEqual(
      {
        prefix: config["topic.prefix"],
        history: config["schema.history.internal.kafka.topic"],
        brokers: config["schema.history.internal.kafka.bootstrap.servers"],
        deletes: config["transforms.unwrap.delete.tombstone.handling.mode"],
      },
      {
        prefix: "aurora",
        history: "aurora-schema-history",
        brokers: "b-1:9098",
        deletes: "tombstone",
      },
    );
    assert.deepEqual(Object.keys(config).filter(isOldName), []);
  });

  it("names its keys as 1.9 does, where the stage asks for that line", async () => {
    const config = await configOf("1.9");
    assert.deepEqual(
      {
        prefix: config["database.server.name"],
        history: config["database.history.kafka.topic"],
        tombstones: config["transforms.unwrap.drop.tombstones"],
        deletes: config["transforms.unwrap.delete.handling.mode"],
      },
      {
        prefix: "aurora",
        history: "aurora-schema-history",
        tombstones: "false",
        deletes: "drop",
      },
    );
    assert.deepEqual(
      Object.keys(config).filter((key) => /^(topic|schema)\./.test(key)),
      [],
    );
  });

  for (const version of ["2.7", "1.9"] as const) {
    it(`has ${version} read a database again within seconds of its return`, async () => {
      assert.equal((await configOf(version))["connect.keep.alive.interval.ms"], "10000");
    });
  }

  it("keeps a NULL null in a column with a default, by the means that the workers have", async () => {
    const own = (config: Readonly<Record<string, string>>) =>
      Object.entries(config).filter(([key]) => /^transforms$|dropDefaults|replace\.null/.test(key));
    assert.deepEqual(own(await configOf("2.7", "3.7.x")), [
      ["transforms", "unwrap"],
      ["value.converter.replace.null.with.default", "false"],
    ]);
    assert.deepEqual(own(await configOf("1.9", "2.7.1")), [
      ["transforms", "unwrap,dropDefaults"],
      ["transforms.dropDefaults.type", "dev.mskpipeline.connect.transforms.DropDefaults"],
    ]);
  });

  for (const [version, prefix] of [
    ["2.7", "schema.history.internal."],
    ["1.9", "database.history."],
  ] as const) {
    it(`has both clients of ${version}'s history authenticate by IAM, and wait for every copy`, async () => {
      const config = await configOf(version);
      for (const client of ["producer", "consumer"]) {
        assert.equal(config[`${prefix}${client}.security.protocol`], "SASL_SSL");
        assert.equal(config[`${prefix}${client}.sasl.mechanism`], "AWS_MSK_IAM");
        assert.match(
          config[`${prefix}${client}.sasl.client.callback.handler.class`] ?? "",
          /IAMClientCallbackHandler$/,
        );
      }
      assert.equal(config[`${prefix}producer.acks`], "all");
      for (const client of ["producer", "consumer"]) {
        assert.equal(config[`${prefix}${client}.reconnect.backoff.ms`], "1000");
      }
    });
  }

  it("has its password by reference only, from a secret that it alone may read", async () => {
    const config = await configOf("2.7");
    assert.equal(config["database.user"], "${secretsManager:sales:username}");
    assert.equal(config["database.password"], "${secretsManager:sales:password}");
    assert.equal(config["config.action.reload"], "none");
    assert.deepEqual(connector().access, [
      { sid: "ReadSecret", actions: ["secretsmanager:GetSecretValue"], resources: [arn] },
    ]);
    assert.deepEqual(
      Object.entries(connector().worker).filter(([key]) => key.startsWith("config.")),
      [
        ["config.providers", "secretsManager,rdsCertificates"],
        [
          "config.providers.secretsManager.class",
          "dev.mskpipeline.connect.secrets.SecretsManagerConfigProvider",
        ],
        ["config.providers.secretsManager.param.region", "us-east-1"],
        [
          "config.providers.rdsCertificates.class",
          "dev.mskpipeline.connect.rds.RdsCertificatesConfigProvider",
        ],
      ],
    );
  });

  it("decrypts by the stage's own key through Secrets Manager and nothing else", () => {
    const credentials = { name: "sales", arn, kmsKeyArn: "arn:key" };
    const [, decrypt] = connector({ credentials }).access;
    assert.deepEqual(decrypt, {
      sid: "DecryptSecret",
      actions: ["kms:Decrypt"],
      resources: ["arn:key"],
      conditions: {
        StringEquals: { "kms:ViaService": "secretsmanager.us-east-1.amazonaws.com" },
      },
    });
  });

  it("writes keys as JSON objects and decimal numbers as text", async () => {
    const config = await configOf("2.7");
    assert.match(config["key.converter"] ?? "", /JsonConverter$/);
    assert.equal(config["key.converter.schemas.enable"], "false");
    assert.equal(config["decimal.handling.mode"], "string");
  });

  for (const version of ["2.7", "1.9"] as const) {
    it(`has ${version} verify by RDS's certificates that the server is the database`, async () => {
      const config = await configOf(version);
      assert.equal(config["database.ssl.mode"], "verify_identity");
      assert.equal(config["database.ssl.truststore"], "${rdsCertificates:truststore}");
      assert.equal(config["database.ssl.truststore.password"], "${rdsCertificates:password}");
    });
  }

  it("writes the tables' topics and heartbeats, and keeps offsets and history for itself", () => {
    const { kind, reads, writes, owns, offsets, groups } = connector();
    assert.deepEqual(
      { kind, reads, writes, owns, offsets, groups },
      {
        kind: "source",
        reads: [],
        writes: ["aurora.salesdb.SALES_ORDER", "__debezium-heartbeat.aurora"],
        owns: [historyTopic("aurora")],
        offsets: "__amazon_msk_connect_offsets_dev_sales-capture",
        groups: ["aurora-schemahistory"],
      },
    );
    assert.deepEqual(connector({ version: "1.9" }).groups, ["aurora-dbhistory"]);
  });

  it("has one task, and says why it cannot have more", async () => {
    assert.equal((await configOf("2.7"))["tasks.max"], "1");
    assert.match(connector().singleWorker ?? "", /one log in order/);
  });
});

function isOldName(key: string): boolean {
  return (
    /^database\.(server\.name|history\.)/.test(key) ||
    /(drop\.tombstones|delete\.handling)/.test(key)
  );
}
