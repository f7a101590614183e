import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { debeziumPostgreSql27 } from "../../../archives/catalogue";
import { debeziumPostgreSql } from "../../../connectors/debeziumPostgreSql";
import { salesPostgreSql } from "../../../connectors/salesDatabase";

const arn = "arn:aws:secretsmanager:us-east-1:123456789012:secret:sales-AbCdEf";

const connector = debeziumPostgreSql({
  stage: "dev",
  name: "sales-capture",
  plugin: debeziumPostgreSql27,
  hostname: "writer.example",
  credentials: { name: "sales", arn },
  region: "us-east-1",
  topicPrefix: "aurora",
  database: salesPostgreSql,
  kafkaConnectVersion: "3.7.x",
});

describe("Debezium's PostgreSQL connector", () => {
  let config: Readonly<Record<string, string>>;

  before(async () => {
    config = await new Promise((resolve) => pulumi.output(connector.config).apply(resolve));
  });

  it("reads one publication by one slot, both of which others make or it alone has", () => {
    assert.deepEqual(
      [config["slot.name"], config["publication.name"], config["publication.autocreate.mode"]],
      ["debezium", "debezium", "disabled"],
    );
    assert.equal(config["plugin.name"], "pgoutput");
    assert.equal(config["table.include.list"], "salesdb.SALES_ORDER");
    assert.equal(config["database.dbname"], "salesdb");
    assert.equal(config["database.port"], "5432");
  });

  it("verifies by RDS's certificates that the server is the database", () => {
    assert.equal(config["database.sslmode"], "verify-full");
    assert.equal(config["database.sslrootcert"], "${rdsCertificates:pem}");
  });

  it("moves the log on while its tables are quiet, by a message that becomes no record", () => {
    const prefix = config["message.prefix.exclude.list"] ?? "";
    assert.equal(
      config["heartbeat.action.query"],
      `SELECT pg_logical_emit_message(false, '${prefix}', '')`,
    );
  });

  it("waits for longer than a failover takes, since it tries to connect once", () => {
    assert.equal(config["retriable.restart.connector.wait.ms"], "60000");
  });

  it("keeps deletes and decimal numbers as MySQL's does", () => {
    assert.equal(config["transforms.unwrap.delete.tombstone.handling.mode"], "tombstone");
    assert.equal(config["decimal.handling.mode"], "string");
    assert.equal(config["key.converter.schemas.enable"], "false");
  });

  it("writes the tables' topics and heartbeats, and keeps nothing but its offsets", () => {
    const { kind, reads, writes, owns, groups, offsets, singleWorker } = connector;
    // Not those of MySQL's, which has the same name.
    assert.equal(offsets, "__amazon_msk_connect_offsets_dev_sales-capture-postgresql");
    assert.equal(connector.worker["offset.storage.topic"], offsets);
    assert.deepEqual(
      { kind, reads, writes, owns, groups },
      {
        kind: "source",
        reads: [],
        writes: ["aurora.salesdb.SALES_ORDER", "__debezium-heartbeat.aurora"],
        owns: [],
        groups: [],
      },
    );
    assert.deepEqual(
      Object.keys(config).filter((key) => key.includes("history")),
      [],
    );
    assert.match(singleWorker ?? "", /one log in order/);
  });
});
