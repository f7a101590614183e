import { changes } from "./changes";
import { crashes } from "./crashes";
import { database } from "./database";
import type { Fault } from "./fault";
import type { FaultName } from "./names";
import { snapshot } from "./snapshot";

/** What breaks while the database is PostgreSQL, by the name of what breaks with MySQL. */
const names: Partial<Record<FaultName, FaultName>> = {
  "capture-worker-killed": "postgresql-worker-killed",
  "database-stopped": "postgresql-stopped",
  "large-transaction": "postgresql-large-transaction",
  "columns-changed": "postgresql-columns-changed",
  "snapshot-interrupted": "postgresql-snapshot-interrupted",
};

/** The faults of a capture that are the same for PostgreSQL. */
export const postgreSql: readonly Fault[] = [
  ...crashes,
  ...database,
  ...changes,
  ...snapshot,
].flatMap((fault) => {
  const name = names[fault.name];
  if (name === undefined) return [];
  const about = `with PostgreSQL, ${fault.about}`;
  return [{ ...fault, name, about, settings: ["databaseVersion=16.8"] }];
});
