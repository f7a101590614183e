import type { Bootstrap } from "../../connectors/databaseBootstrap";
import { quotedTable, type DatabaseClient } from "../clients/database";
import { cdcFlow } from "../pipelines/cdc/flow";
import { required } from "../pipelines/sinkFlow";
import type { Started } from "../startStage";
import { restartWorker } from "./crashes";
import type { Fault } from "./fault";

const MANY_ROWS = 10_000;
/** Above every row that the run itself makes. */
const FIRST_ID = 1_000_000_000;

/** Means to keep a NULL null: JsonConverter's own, and our transform for those that have none. */
const nulls = (["3.7.x", "2.7.1"] as const).map((version): Fault => ({
  name: `nulls-${version}`,
  about: `columns with defaults are NULL, on Kafka Connect ${version}`,
  pipeline: "cdc",
  settings: [`kafkaConnectVersion=${version}`],
  times: 1,
  strike: (started) => aside(started, addNulls),
}));

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
  ...nulls,
];

/** Changes a table on a connection of its own; the work tells how many rows it has changed. */
async function aside({ stage, database }: Started, work: Work): Promise<void> {
  const { captured, database: declared } = required(cdcFlow(stage), "a capture of changes");
  const { engine } = declared.bootstrap;
  await required(database, "a database").aside((other) =>
    work(other, quotedTable(captured), engine),
  );
}

type Work = (other: DatabaseClient, table: string, engine: Bootstrap["engine"]) => Promise<number>;

async function insertTogether(other: DatabaseClient, table: string): Promise<number> {
  const sql = `INSERT INTO ${table} ("ORDER_ID", "SITE_ID", "AMOUNT") VALUES (?, ?, ?)`;
  await other.transaction(async (session) => {
    for (let i = 0; i < MANY_ROWS; i += 1) await session.run(sql, [FIRST_ID + i, i, "12.50"]);
  });
  return MANY_ROWS;
}

/** Adds a column, among the others where it can be, or has another take its place. */
const changeColumns: Work = async (other, table, engine) => {
  const after = (column: string): string => (engine === undefined ? ` AFTER "${column}"` : "");
  const added = await other.rows(
    "SELECT 1 FROM information_schema.columns WHERE column_name = 'CHANNEL'",
  );
  if (added.length === 0) {
    await other.run(
      `ALTER TABLE ${table} ADD COLUMN "CHANNEL" VARCHAR(16) DEFAULT 'shop'${after("SITE_ID")}`,
    );
    return updateAll(other, `UPDATE ${table} SET "CHANNEL" = 'web'`);
  }
  await other.run(
    `ALTER TABLE ${table} ADD COLUMN "REGION" INT${after("ORDER_ID")}, DROP COLUMN "CHANNEL"`,
  );
  return updateAll(other, `UPDATE ${table} SET "REGION" = 7`);
};

/** Adds columns of several types, and sets NULL in half of the rows, something else in the others. */
async function addNulls(other: DatabaseClient, table: string): Promise<number> {
  const columns = [
    "A_TEXT VARCHAR(16) NULL DEFAULT 'text'",
    "A_NUMBER INT NULL DEFAULT 7",
    "A_DECIMAL DECIMAL(8,2) NULL DEFAULT 1.50",
    "A_TIME TIMESTAMP(3) NULL DEFAULT CURRENT_TIMESTAMP(3)",
    "A_FLAG SMALLINT NULL DEFAULT 0",
  ];
  await other.run(`ALTER TABLE ${table} ${columns.map((each) => `ADD COLUMN ${each}`).join(", ")}`);
  const values = Object.entries({
    A_TEXT: "''",
    A_NUMBER: "0",
    A_DECIMAL: "0.00",
    A_TIME: "'2024-02-29 12:00:00.5'",
    A_FLAG: "1",
  });
  const set = values.map(([name, value]) => `${name} = IF(ORDER_ID % 2, NULL, ${value})`);
  return updateAll(other, `UPDATE ${table} SET ${set.join(", ")}`);
}

/** Sets a new column in every row, as a migration does: without that the items stay as they were. */
async function updateAll(other: DatabaseClient, update: string): Promise<number> {
  let changed = 0;
  await other.transaction(async (session) => {
    changed = await session.run(update);
  });
  return changed;
}
