import { randomBytes } from "node:crypto";
import { bootstrapSteps, type Bootstrap } from "../../connectors/databaseBootstrap";
import { runStatement } from "../../connectors/databaseSetup";
import { mySqlSessions } from "./mySql";
import { postgreSqlSessions } from "./postgreSql";
import type { Credentials, DatabaseAddress, Row, Session, Sessions } from "./session";

/** A database of this machine, seen by a client. */
export class DatabaseClient {
  /** Rows that were changed aside. */
  changedAside = 0;
  #session: Promise<Session>;

  private constructor(
    session: Session,
    private readonly sessions: Sessions,
  ) {
    this.#session = Promise.resolve(session);
  }

  /** Connects once the server takes requests; before that it throws. */
  static async connect(sessions: Sessions): Promise<DatabaseClient> {
    return new DatabaseClient(await sessions.open(), sessions);
  }

  /**
   * Does something on a connection of its own, which no transaction of this one knows of; the work
   * says how many rows it has changed.
   */
  async aside(work: (other: DatabaseClient) => Promise<number>): Promise<void> {
    const other = await DatabaseClient.connect(this.sessions);
    try {
      this.changedAside += await work(other);
    } finally {
      await other.close();
    }
  }

  /** Connects anew after `restart`, which ends the server and starts it again. */
  async through(restart: () => Promise<void>): Promise<void> {
    this.#session = restart().then(() => this.sessions.open());
    await this.#session;
  }

  async close(): Promise<void> {
    await (await this.#session).close();
  }

  /** As a session's, outside of any transaction. */
  async run(sql: string, values?: readonly unknown[]): Promise<number> {
    return (await this.#session).run(sql, values);
  }

  async rows(sql: string): Promise<Row[]> {
    return (await this.#session).rows(sql);
  }

  async native(sql: string): Promise<number> {
    return (await this.#session).native(sql);
  }

  /**
   * Runs work within a transaction. Again after a deadlock, which undoes it, and when the server is
   * restarted meanwhile: nobody knows then whether it was committed.
   */
  async transaction(work: (session: Session) => Promise<void>): Promise<void> {
    const session = await this.#session;
    try {
      await session.run("START TRANSACTION");
      await work(session);
      await session.run("COMMIT");
    } catch (error) {
      if ((await this.#session) === session) {
        if (!this.sessions.undone(error)) throw error;
        // PostgreSQL takes nothing else in a transaction that has failed.
        await session.run("ROLLBACK");
      }
      await this.transaction(work);
    }
  }
}

/** Returns the sessions of a user in the database that a bootstrap sets up. */
export function sessionsOf(
  {
    engine,
    database,
  }: Pick<Bootstrap, "engine"> & { readonly database: { readonly name: string } },
  address: DatabaseAddress,
  credentials: Credentials,
): Sessions {
  return engine === "postgresql"
    ? postgreSqlSessions(address, database.name, credentials)
    : mySqlSessions(address, credentials);
}

/** Sets a database up as a deployment's bootstrap does by the Data API. */
export async function setUp(
  client: DatabaseClient,
  bootstrap: Bootstrap,
  password: string,
): Promise<void> {
  for (const { statements } of bootstrapSteps(bootstrap, password)) {
    for (const statement of statements) {
      await runStatement(statement, (sql) => client.native(sql));
    }
  }
}

/** Returns credentials that only this run knows. */
export function newCredentials(username: string): Credentials {
  return { username, password: randomBytes(24).toString("base64url") };
}

/** Returns the name of a table, such as `salesdb.SALES_ORDER`, as statements have it. */
export function quotedTable(table: string): string {
  return table
    .split(".")
    .map((part) => `"${part}"`)
    .join(".");
}
