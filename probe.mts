import { readFileSync, readdirSync } from "node:fs";
import { DatabaseClient, sessionsOf } from "./local/clients/database";
import { GetSecretValueCommand, SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
const run = readdirSync(".pipeline")[0];
const st = JSON.parse(readFileSync(`.pipeline/${run}/state.json`, "utf8")).endpoints.database;
const c = new SecretsManagerClient({
  endpoint: st.secretsEndpoint,
  region: "us-east-1",
  credentials: { accessKeyId: "a", secretAccessKey: "b" },
});
const m = JSON.parse(
  (await c.send(new GetSecretValueCommand({ SecretId: st.masterSecret }))).SecretString!,
);
const db = await DatabaseClient.connect(
  sessionsOf({ engine: "postgresql", database: { name: "salesdb" } }, st, m),
);
const lag = async () =>
  console.log(
    new Date().toISOString(),
    JSON.stringify(
      await db.rows(
        "SELECT slot_name, active, restart_lsn, confirmed_flush_lsn, pg_current_wal_lsn() AS now, pg_wal_lsn_diff(pg_current_wal_lsn(), confirmed_flush_lsn) AS behind FROM pg_replication_slots",
      ),
    ),
  );
await lag();
await db.native("CREATE TABLE IF NOT EXISTS salesdb.other (a text)");
for (let i = 0; i < 5; i++) {
  await db.native("INSERT INTO salesdb.other SELECT repeat('x',1000) FROM generate_series(1,2000)");
  await new Promise((r) => setTimeout(r, 8000));
  await lag();
}
console.log(
  await db.rows(
    "SELECT rolname, rolreplication, rolsuper FROM pg_roles WHERE rolname IN ('postgres','debezium','rdsadmin')",
  ),
);
await db.close();
