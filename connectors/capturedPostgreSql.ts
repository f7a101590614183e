import { createHash, createHmac, pbkdf2Sync, randomBytes } from "node:crypto";
import { check, checkUser, type SetupStatement, type SetupStep } from "./databaseSetup";

/** A database of PostgreSQL whose changes shall be captured. */
export interface CapturedPostgreSql {
  /** Name of the database, 1 to 63 lower-case letters, digits and underscores. */
  readonly name: string;
  /** Schema of the tables, named likewise. */
  readonly schema: string;
  /** Tables whose changes are captured, at least one; letters, digits and underscores, in their case. */
  readonly tables: readonly string[];
  /** Names both the publication and the replication slot by which they are captured. */
  readonly publication: string;
  /**
   * What makes schema and tables in the database; it runs again whenever it changes, so that it must do
   * so safely.
   */
  readonly setup: SetupStep;
}

export interface PostgreSqlSetup {
  readonly database: CapturedPostgreSql;
  /** Name of the user by whom changes are captured, 1 to 32 lower-case letters and underscores. */
  readonly user: string;
  /** As scramVerifier makes it, so that the password itself is in no statement and no log. */
  readonly verifier: string;
}

/** What names of databases, schemas and publications may be: nothing that a statement would quote. */
export const POSTGRESQL_NAME = /^[a-z_][a-z0-9_]{0,62}$/;

/** What names of tables may be: nothing that could end a quoted name. */
export const TABLE_NAME = /^[A-Za-z_][A-Za-z0-9_]{0,62}$/;

/**
 * Returns the steps that Aurora needs before its changes can be captured; again and again it ends
 * the same. None has a colon: nobody documents where the Data API takes one for a parameter.
 */
export function postgreSqlSetupSteps(setup: PostgreSqlSetup): SetupStep[] {
  const { database, user } = setup;
  const { name, schema, tables, publication } = database;
  checkNames(database);
  const captured = tables.map((table) => `${schema}."${table}"`);
  const list = captured.join(", ");
  return [
    database.setup,
    {
      purpose: `publish the changes of ${tables.join(", ")}`,
      statements: [
        ...captured.map(wholeRows),
        {
          sql: `CREATE PUBLICATION ${publication}`,
          unless: `SELECT 1 FROM pg_publication WHERE pubname = '${publication}'`,
        },
        `ALTER PUBLICATION ${publication} SET TABLE ${list}`,
      ],
    },
    {
      purpose: `set up the user ${user}`,
      statements: [
        {
          sql: `CREATE ROLE ${user}`,
          unless: `SELECT 1 FROM pg_roles WHERE rolname = '${user}'`,
        },
        `ALTER ROLE ${user} LOGIN PASSWORD ${withoutColons(setup)}`,
        // What REPLICATION is elsewhere, RDS has as a role.
        `GRANT rds_replication TO ${user}`,
        `GRANT CONNECT ON DATABASE ${name} TO ${user}`,
        `GRANT USAGE ON SCHEMA ${schema} TO ${user}`,
        `REVOKE ALL ON ALL TABLES IN SCHEMA ${schema} FROM ${user}`,
        `GRANT SELECT ON ${list} TO ${user}`,
      ],
    },
  ];
}

function checkNames({ name, schema, tables, publication }: CapturedPostgreSql): void {
  for (const each of [name, schema, publication]) {
    check(POSTGRESQL_NAME.test(each), `A name is lower-case letters, digits and _, got "${each}"`);
  }
  // An empty list would be a publication of nothing, and a capture that waits for ever.
  check(tables.length > 0, "At least one table must be captured");
  for (const table of tables) {
    check(TABLE_NAME.test(table), `A table is letters, digits and _, got "${table}"`);
  }
}

/**
 * Has the log hold whole rows: without that, what is stored apart from its row for its length is
 * missing in each change that leaves it as it was.
 *
 * @see https://debezium.io/documentation/reference/2.7/connectors/postgresql.html#postgresql-toasted-values
 */
function wholeRows(table: string): SetupStatement {
  return {
    sql: `ALTER TABLE ${table} REPLICA IDENTITY FULL`,
    // The statement would wait for every transaction that has the table.
    unless: `SELECT 1 FROM pg_class WHERE oid = to_regclass('${table}') AND relreplident = 'f'`,
  };
}

const VERIFIER = /^SCRAM-SHA-256\$\d+:[\w+/]+=*\$[\w+/]+=*:[\w+/]+=*$/;

function withoutColons({ user, verifier }: PostgreSqlSetup): string {
  checkUser(user);
  check(VERIFIER.test(verifier), "A password's verifier is of SCRAM-SHA-256");
  return `E'${verifier.replaceAll(":", "\\x3A")}'`;
}

/** PostgreSQL's own number of rounds. */
const ROUNDS = 4096;
const HASH_BYTES = 32;

/**
 * Returns what PostgreSQL stores of a password; another each time, for its salt.
 *
 * @see https://www.postgresql.org/docs/16/catalog-pg-authid.html
 * @see https://www.rfc-editor.org/rfc/rfc5802#section-3
 */
export function scramVerifier(password: string, salt = randomBytes(16)): string {
  const salted = pbkdf2Sync(password, salt, ROUNDS, HASH_BYTES, "sha256");
  const stored = createHash("sha256").update(hmac(salted, "Client Key")).digest();
  const [salt64, stored64, server64] = [salt, stored, hmac(salted, "Server Key")].map((bytes) =>
    bytes.toString("base64"),
  );
  return `SCRAM-SHA-256$${ROUNDS}:${salt64}$${stored64}:${server64}`;
}

function hmac(key: Buffer, text: string): Buffer {
  return createHmac("sha256", key).update(text).digest();
}
