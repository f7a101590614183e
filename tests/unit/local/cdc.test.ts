import assert from "node:assert/strict";
import { GetSecretValueCommand, SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { ChangeMaker, type Change, type SalesOrder } from "../../../local/pipelines/cdc/changes";
import { compareRows, isEqual } from "../../../local/pipelines/cdc/compareRows";
import { cdcFlow } from "../../../local/pipelines/cdc/flow";
import { planStage } from "../../../local/declared/planStage";
import { isUsable } from "../../../local/services/mysql/find";
import { LOCAL_CREDENTIALS } from "../../../local/clients/localCredentials";
import { freePort } from "../../../local/run/ports";
import { serveSecrets } from "../../../local/services/secretsManager";
import { translate } from "../../../local/declared/translate";
import "../../../support/awsSdk";

/** Returns what a database holds after changes, which it would refuse out of order. */
function applied(changes: readonly Change[]): Map<number, SalesOrder> {
  const rows = new Map<number, SalesOrder>();
  for (const change of changes) {
    const id = change.kind === "delete" ? change.id : change.row.ORDER_ID;
    assert.equal(rows.has(id), change.kind !== "insert", `${change.kind} of ${id}`);
    if (change.kind === "delete") rows.delete(id);
    else rows.set(id, change.row);
  }
  return rows;
}

describe("The changes of a run", () => {
  it("can be made in their order: no row is born twice, none is changed that is not there", () => {
    const maker = new ChangeMaker();
    const rows = applied([...maker.inserts(100), ...maker.mixed(5_000)]);
    assert.ok(rows.size > 500);
  });

  it("hold every kind, rows that come back after their delete among them", () => {
    const changes = new ChangeMaker().mixed(2_000);
    const deleted = new Set(changes.flatMap((each) => (each.kind === "delete" ? each.id : [])));
    const inserted = changes.flatMap((each) => (each.kind === "insert" ? each.row.ORDER_ID : []));
    assert.ok(deleted.size > 200);
    assert.ok(changes.filter(({ kind }) => kind === "update").length > 400);
    assert.ok(inserted.length > new Set(inserted).size);
  });

  it("are the same each time", () => {
    assert.deepEqual(new ChangeMaker().mixed(500), new ChangeMaker().mixed(500));
  });
});

describe("Comparison of database and table", () => {
  const row = { ORDER_ID: 1, ORDER_DATE: new Date("2024-05-06T07:08:09.100Z"), AMOUNT: "1.50" };
  const item = { ORDER_ID: 1, ORDER_DATE: "2024-05-06T07:08:09.1Z", AMOUNT: "1.50" };

  it("is equal when every row is its item, instants compared by time", () => {
    const comparison = compareRows([row], [item], "ORDER_ID");
    assert.ok(isEqual(comparison));
    assert.deepEqual([comparison.rows, comparison.items, comparison.equal], [1, 1, 1]);
  });

  it("takes a NULL for an attribute that is not there, and for nothing else", () => {
    const withNull = { ...row, SHIP_MODE: null };
    assert.ok(isEqual(compareRows([withNull], [item], "ORDER_ID")));
    assert.ok(!isEqual(compareRows([withNull], [{ ...item, SHIP_MODE: "AIR" }], "ORDER_ID")));
    assert.ok(!isEqual(compareRows([{ ...row, SHIP_MODE: "AIR" }], [item], "ORDER_ID")));
  });

  it("names rows that the table lacks, and items that are deleted or came back", () => {
    const comparison = compareRows([row], [{ ...item, ORDER_ID: 2 }], "ORDER_ID");
    assert.deepEqual([comparison.missing, comparison.unexpected], [["1"], ["2"]]);
    assert.ok(!isEqual(comparison));
  });

  it("names fields that are wrong, lacking or too many", () => {
    const { AMOUNT, ...others } = item;
    const stored = { ...others, ORDER_DATE: "2024-05-06T07:08:10Z", NOTE: AMOUNT };
    const comparison = compareRows([row], [stored], "ORDER_ID");
    assert.deepEqual(
      comparison.differences.map(({ field }) => field),
      ["ORDER_DATE", "AMOUNT", "NOTE"],
    );
    assert.equal(comparison.equal, 0);
  });
});

describe("The pipeline of a stage that captures changes", () => {
  for (const stage of ["dev", "prod"]) {
    it(`is read from the plan of ${stage}, with the parameters of its database`, async () => {
      const declared = await planStage({ stage, overrides: ["pipeline=all"] });
      assert.equal(declared.connectors.length, 5);
      const { database } = declared;
      assert.equal(database?.captureSecret, `msk-pipeline-${stage}-debezium`);
      assert.equal(database.parameters["binlog_format"], "ROW");
      assert.equal(database.parameters["gtid-mode"], "ON");
      const flow = cdcFlow(declared);
      assert.equal(flow?.captured, "salesdb.SALES_ORDER");
      assert.equal(flow.topic, "aurora.salesdb.SALES_ORDER");
      assert.equal(flow.sink, `${stage}-sales-sink`);
      assert.equal(flow.table.hashKey, "ORDER_ID");
    });
  }

  it("asks this machine's database and secrets, with the passwords still by reference", async () => {
    const declared = await planStage({ stage: "dev", overrides: ["pipeline=cdc"] });
    const { stage } = translate(declared, {
      bootstrapServers: "127.0.0.1:1",
      dynamoDbEndpoint: "http://127.0.0.1:2",
      s3Endpoint: "http://127.0.0.1:5",
      secretsEndpoint: "http://127.0.0.1:3",
      schemasEndpoint: "http://127.0.0.1:9",
      database: { host: "127.0.0.1", port: 4, authority: "/run/ca.pem" },
      records: 1,
    });
    const capture = stage.connectors.find(({ name }) => name === "dev-sales-capture");
    assert.equal(capture?.config["database.hostname"], "127.0.0.1");
    assert.equal(capture.config["database.port"], "4");
    assert.equal(
      capture.config["database.password"],
      "${secretsManager:msk-pipeline-dev-debezium:password}",
    );
    assert.equal(
      capture.worker["config.providers.secretsManager.param.endpoint"],
      "http://127.0.0.1:3",
    );
    assert.equal(capture.config["database.ssl.mode"], "verify_identity");
    assert.equal(capture.worker["config.providers.rdsCertificates.param.file"], "/run/ca.pem");
  });
});

describe("What stands in for Secrets Manager", () => {
  const over = new AbortController();
  let client: SecretsManagerClient;

  before(async () => {
    const port = await freePort();
    await serveSecrets(new Map([["sales", { username: "u", password: "p" }]]), port, over.signal);
    client = new SecretsManagerClient({
      endpoint: `http://127.0.0.1:${port}`,
      region: "us-east-1",
      credentials: LOCAL_CREDENTIALS,
    });
  });
  after(() => {
    client.destroy();
    over.abort();
  });

  it("hands out a secret as AWS does", async () => {
    const { SecretString = "" } = await client.send(
      new GetSecretValueCommand({ SecretId: "sales" }),
    );
    assert.deepEqual(JSON.parse(SecretString), { username: "u", password: "p" });
  });

  it("knows no other", async () => {
    await assert.rejects(client.send(new GetSecretValueCommand({ SecretId: "other" })), {
      name: "ResourceNotFoundException",
    });
  });
});

describe("A MySQL server on PATH", () => {
  it("is used if it is of 8.0, not of 8.4, which has no SHOW MASTER STATUS", () => {
    assert.deepEqual(["8.0.12", "8.0.43", "8.4.6", "9.1.0", "10.11.2"].filter(isUsable), [
      "8.0.12",
      "8.0.43",
    ]);
  });
});
