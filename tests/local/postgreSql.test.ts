import assert from "node:assert/strict";
import { RDSDataClient } from "@aws-sdk/client-rds-data";
import { SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { Client } from "pg";
import type { Bootstrap } from "../../connectors/databaseBootstrap";
import { bootstrapDatabase } from "../../deploy/steps/setUpDatabase";
import { DatabaseClient, newCredentials } from "../../local/clients/database";
import { LOCAL_CREDENTIALS } from "../../local/clients/localCredentials";
import { postgreSqlSessions } from "../../local/clients/postgreSql";
import type { Credentials, Row } from "../../local/clients/session";
import type { Database } from "../../local/declared/declaredStage";
import { planStage } from "../../local/declared/planStage";
import { inRun } from "../../local/inRun";
import type { Context } from "../../local/services/context";
import { issueServerCertificate } from "../../local/services/database/certificates";
import { databaseAddress } from "../../local/services/database/server";
import { postgreSqlServer } from "../../local/services/postgresql/server";
import { serveSecrets } from "../../local/services/secretsManager";
import { serveDataApi } from "../helpers/dataApi";
import { needPostgreSql, RUN_TIMEOUT_MS, useOwnStateDirectory } from "./harness";
import { interrupted } from "./interrupted";
import { RecordingView } from "./recordingView";
import "../../support/awsSdk";

const OPTIONS = { stage: "dev", overrides: ["pipeline=cdc", "databaseVersion=16.8"] };

/** A PostgreSQL server as RDS hands one over, and its master user. */
interface Fresh {
  readonly context: Context;
  readonly database: Database;
  readonly master: Credentials;
}

async function withServer(work: (fresh: Fresh) => Promise<void>): Promise<void> {
  const { database } = await planStage(OPTIONS);
  assert.ok(database);
  await inRun(OPTIONS, new RecordingView(), interrupted, async (context) => {
    const certificate = await issueServerCertificate(context.run);
    const master = newCredentials(database.masterUser);
    await postgreSqlServer.start(context, database, master, certificate, () => undefined);
    await work({ context, database, master });
  });
}

/** Connects as somebody, does something, and leaves. */
async function as<T>(
  { context }: Fresh,
  user: Credentials,
  work: (client: DatabaseClient) => Promise<T>,
): Promise<T> {
  const sessions = postgreSqlSessions(databaseAddress(context), "salesdb", user);
  const client = await DatabaseClient.connect(sessions);
  try {
    return await work(client);
  } finally {
    await client.close();
  }
}

/** Deploys the bootstrap, its statements prepared by the real server as the Data API has it do. */
async function deploy(fresh: Fresh, capture: Credentials): Promise<void> {
  const { context, database, master } = fresh;
  const bootstrap: Bootstrap = database.bootstrap;
  const { ports, run } = context;
  await serveSecrets(
    new Map([[bootstrap.captureSecretArn, { ...capture }]]),
    ports.secrets,
    run.signal,
  );
  const { host, port } = databaseAddress(context);
  const client = new Client({
    ...{ host, port, user: master.username, password: master.password },
    ...{ database: "salesdb", ssl: { rejectUnauthorized: false } },
  });
  await client.connect();
  const prepared = async (sql: string): Promise<readonly unknown[][]> => {
    // Which its types do not know.
    const extended = { text: sql, queryMode: "extended" };
    const { rows } = await client.query<Row>(extended);
    return rows.map((row) => Object.values(row));
  };
  try {
    await serveDataApi(
      (sql, name) => {
        assert.equal(name, "salesdb");
        return prepared(sql);
      },
      async (endpoint) => {
        const access = { region: "us-east-1", credentials: LOCAL_CREDENTIALS };
        const data = new RDSDataClient({ ...access, endpoint, maxAttempts: 1 });
        const secretsEndpoint = `http://127.0.0.1:${ports.secrets}`;
        const secrets = new SecretsManagerClient({ ...access, endpoint: secretsEndpoint });
        // Twice, as a deployment does that goes on after a failure.
        for (let time = 0; time < 2; time += 1) {
          await bootstrapDatabase({ data, secrets }, bootstrap, () => undefined);
        }
        data.destroy();
        secrets.destroy();
      },
    );
  } finally {
    await client.end();
  }
}

describe("The bootstrap of Aurora PostgreSQL, on a real server", function () {
  this.timeout(RUN_TIMEOUT_MS);
  useOwnStateDirectory();

  before(async function () {
    await needPostgreSql(this);
  });

  it("publishes whole rows and lets one user read them, however often it runs", () =>
    withServer(async (fresh) => {
      const capture = newCredentials(fresh.database.bootstrap.captureUser);
      await deploy(fresh, capture);
      await as(fresh, fresh.master, async (master) => {
        await master.native("CREATE TABLE salesdb.secrets (a text)");
        assert.deepEqual(await master.rows("SELECT * FROM pg_publication_tables"), [
          {
            pubname: "debezium",
            schemaname: "salesdb",
            tablename: "SALES_ORDER",
            attnames: "{ORDER_ID,SITE_ID,ORDER_DATE,SHIP_MODE,AMOUNT}",
            rowfilter: null,
          },
        ]);
        const [identity] = await master.rows(
          "SELECT relreplident FROM pg_class WHERE relname = 'SALES_ORDER'",
        );
        assert.deepEqual(identity, { relreplident: "f" });
        const [parameter] = await master.rows("SHOW wal_level");
        assert.deepEqual(parameter, { wal_level: "logical" });
      });
      // By the password that Secrets Manager has, of which the server was told a verifier only.
      await as(fresh, capture, async (user) => {
        assert.deepEqual(await user.rows('SELECT * FROM salesdb."SALES_ORDER"'), []);
        const [rights] = await user.rows(
          "SELECT pg_has_role('rds_replication', 'MEMBER') AS replicates, rolsuper, rolcreaterole FROM pg_roles WHERE rolname = current_user",
        );
        assert.deepEqual(rights, { replicates: true, rolsuper: false, rolcreaterole: false });
        await assert.rejects(user.rows("SELECT * FROM salesdb.secrets"), /permission denied/);
        for (const change of [
          'DELETE FROM salesdb."SALES_ORDER"',
          'TRUNCATE salesdb."SALES_ORDER"',
          "CREATE TABLE salesdb.mine (a text)",
          'ALTER PUBLICATION debezium DROP TABLE salesdb."SALES_ORDER"',
        ]) {
          await assert.rejects(user.native(change), /permission denied|must be owner/, change);
        }
        await user.native("SELECT pg_logical_emit_message(false, 'heartbeat', '')");
      });
      const wrong = { ...capture, password: "another" };
      await assert.rejects(
        as(fresh, wrong, () => Promise.resolve()),
        /password authentication failed/,
      );
    }));

  it("has nobody connect without TLS", () =>
    withServer(async ({ context, master }) => {
      const { host, port } = databaseAddress(context);
      const { username: user, password } = master;
      const plain = new Client({ host, port, user, password, database: "salesdb", ssl: false });
      await assert.rejects(plain.connect(), /no pg_hba\.conf entry .* no encryption/);
    }));
});
