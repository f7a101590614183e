import { readFileSync } from "node:fs";
import { Client, TypeOverrides, types } from "pg";
import {
  hasCode,
  type Credentials,
  type DatabaseAddress,
  type Row,
  type Session,
  type Sessions,
} from "./session";

/** Returns the sessions of a user in a database of PostgreSQL. */
export function postgreSqlSessions(
  address: DatabaseAddress,
  database: string,
  credentials: Credentials,
): Sessions {
  return {
    open: async () => new PostgreSqlSession(await connect(address, database, credentials)),
    // @see https://www.postgresql.org/docs/16/errcodes-appendix.html
    undone: (error) => hasCode(error, DEADLOCK_DETECTED),
  };
}

const DEADLOCK_DETECTED = "40P01";

class PostgreSqlSession implements Session {
  constructor(private readonly client: Client) {}

  run(sql: string, values: readonly unknown[] = []): Promise<number> {
    let number = 0;
    const numbered = sql.replaceAll("?", () => `$${String((number += 1))}`);
    return this.#query(numbered, [...values]);
  }

  native(sql: string): Promise<number> {
    return this.#query(sql, []);
  }

  async rows(sql: string): Promise<Row[]> {
    return (await this.client.query<Row>(sql)).rows;
  }

  put(table: string, key: string, row: Row): Promise<number> {
    const columns = Object.keys(row).map((name) => `"${name}"`);
    const values = columns.map(() => "?").join(", ");
    const changed = columns.map((column) => `${column} = EXCLUDED.${column}`).join(", ");
    return this.run(
      `INSERT INTO ${table} (${columns.join(", ")}) VALUES (${values}) ON CONFLICT ("${key}") DO UPDATE SET ${changed}`,
      Object.values(row),
    );
  }

  close(): Promise<void> {
    return this.client.end();
  }

  async #query(sql: string, values: unknown[]): Promise<number> {
    return (await this.client.query(sql, values)).rowCount ?? 0;
  }
}

async function connect(
  { host, port, authority }: DatabaseAddress,
  database: string,
  { username, password }: Credentials,
): Promise<Client> {
  const client = new Client({
    host,
    port,
    database,
    user: username,
    password,
    ssl: { ca: readFileSync(authority) },
    types: whole,
  });
  // What ends the server fails the next statement; unheard it would end this process.
  client.on("error", () => undefined);
  await client.connect();
  return client;
}

/** As MySQL's client has them: whole numbers as numbers, of which none here is too large. */
const whole = new TypeOverrides();
whole.setTypeParser(types.builtins.INT8, Number);
