import type { DatabaseClient } from "../clients/database";
import { cdcFlow } from "../pipelines/cdc/flow";
import { required } from "../pipelines/sinkFlow";
import type { Started } from "../startStage";
import { restartWorker } from "./crashes";
import type { Fault } from "./fault";

const MANY_ROWS = 10_000;
/** Above every row that the run itself makes. */
const FIRST_ID = 1_000_000_000;

/** Changes that are unlike those before them. */
export const changes: readonly Fault[] = [
  {
    name: "large-transaction",
    about: "a transaction has 10,000 rows",
    pipeline: "cdc",
    times: 1,
    strike: (started) => aside(started, insertTogether),
  },
  {
    name: "columns-changed",
    about: "a column is added, another takes its place, and each time the worker is killed",
    pipeline: "cdc",
    times: 2,
    strike: async (started) => {
      await aside(started, changeColumns);
      await restartWorker(started);
    },
  },
];

/** Changes a table on a connection of its own; the work tells how many rows it has changed. */
async function aside(
  { stage, database }: Started,
  work: (other: DatabaseClient, table: string) => Promise<number>,
): Promise<void> {
  const { captured } = required(cdcFlow(stage), "a capture of changes");
  await required(database, "a database").aside((other) => work(other, captured));
}

async function insertTogether(other: DatabaseClient, table: string): Promise<number> {
  const rows = Array.from({ length: MANY_ROWS }, (_, i) => [FIRST_ID + i, i, "12.50"]);
  await other.transaction(async (run) => {
    for (const row of rows) {
      await run(`INSERT INTO ${table} (ORDER_ID, SITE_ID, AMOUNT) VALUES (?)`, [row]);
    }
  });
  return MANY_ROWS;
}

/**
 * Adds a column among the others, or has another take its place. A migration sets a new column in
 * every row: without that no row changes, and the items stay as they are.
 */
async function changeColumns(other: DatabaseClient, table: string): Promise<number> {
  const columns = await other.rows(`SHOW COLUMNS FROM ${table} LIKE 'CHANNEL'`);
  if (columns.length === 0) {
    await other.run(
      `ALTER TABLE ${table} ADD COLUMN CHANNEL VARCHAR(16) DEFAULT 'shop' AFTER SITE_ID`,
    );
    return other.run(`UPDATE ${table} SET CHANNEL = 'web'`);
  }
  await other.run(`ALTER TABLE ${table} ADD COLUMN REGION INT AFTER ORDER_ID, DROP COLUMN CHANNEL`);
  return other.run(`UPDATE ${table} SET REGION = 7`);
}
