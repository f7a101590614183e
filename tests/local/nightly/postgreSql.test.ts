import assert from "node:assert/strict";
import type { DatabaseClient } from "../../../local/clients/database";
import { connectLocally } from "../../../operate/local/database";
import { until } from "../../../support/waiting";
import { testChanges } from "../changes";
import { interrupted } from "../interrupted";
import type { KeptRun } from "../keptRun";

const ID = 1_000_000_000;
/** Longer than PostgreSQL keeps in the row itself, and not to be made shorter. */
const WIDE = Array.from({ length: 2_000 }, (_, i) => (i * 7919).toString(36)).join("-");

testChanges("cdc", "2.7.1", "PostgreSQL");
testChanges("cdc", "3.7.x", "PostgreSQL", (run) => {
  it("keeps a long text that an update leaves as it was", () =>
    withMaster(run, async (master) => {
      await master.native('ALTER TABLE salesdb."SALES_ORDER" ADD COLUMN "NOTE" TEXT');
      await master.run(
        'INSERT INTO salesdb."SALES_ORDER" ("ORDER_ID", "SITE_ID", "AMOUNT", "NOTE") VALUES (?, 1, 1, ?)',
        [ID, WIDE],
      );
      await master.run('UPDATE salesdb."SALES_ORDER" SET "SITE_ID" = 2 WHERE "ORDER_ID" = ?', [ID]);
      const topic = "aurora.salesdb.SALES_ORDER";
      const consumed = await run.command("consume", topic, "--from-beginning", "--count", "5005");
      const values = consumed.stdout.split("\n").filter((line) => line.includes(String(ID)));
      assert.equal(values.length, 2, consumed.stderr);
      for (const value of values) assert.ok(value.includes(WIDE), value.slice(0, 300));
    }));

  it("lets the server drop its log while only other tables are busy", () =>
    withMaster(run, async (master) => {
      await master.native("CREATE TABLE salesdb.other (a text)");
      await master.native(
        "INSERT INTO salesdb.other SELECT repeat('x', 1000) FROM generate_series(1, 2000)",
      );
      const [now] = await master.rows("SELECT pg_current_wal_lsn() AS lsn");
      const waiting = { signal: interrupted, seconds: 120 };
      await until(
        async () => {
          const passed = await master.rows(
            `SELECT 1 FROM pg_replication_slots WHERE slot_name = 'debezium' AND confirmed_flush_lsn >= '${String(now?.["lsn"])}'`,
          );
          return passed.length > 0 ? true : undefined;
        },
        { ...waiting, otherwise: "The slot stayed where it was" },
      );
    }));
});

async function withMaster(
  { endpoints }: KeptRun,
  work: (master: DatabaseClient) => Promise<void>,
): Promise<void> {
  const { database } = endpoints;
  assert.ok(database);
  const master = await connectLocally(database);
  try {
    await work(master);
  } finally {
    await master.close();
  }
}
