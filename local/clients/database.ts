import { randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import {
  createConnection,
  type Connection,
  type ResultSetHeader,
  type RowDataPacket,
} from "mysql2/promise";
import { captureUserStatements, nativePasswordHash } from "../../connectors/capturedDatabase";
import { SALES_DATABASE, salesDatabase } from "../../connectors/salesDatabase";

/** User and password, as a secret of Secrets Manager holds them. */
export interface Credentials {
  readonly username: string;
  readonly password: string;
}

/** Where a MySQL server of this machine is, and how it is told from others. */
export interface DatabaseAddress {
  readonly host: string;
  readonly port: number;
  /** File with the certificate of the authority that signed the server's, PEM. */
  readonly authority: string;
}

/** Runs a statement, `?` in it replaced by values; resolves to how many rows it was about. */
export type RunSql = (sql: string, values?: readonly unknown[]) => Promise<number>;

/** A MySQL server of this machine, seen by a client. */
export class DatabaseClient {
  /** Rows that were changed aside. */
  changedAside = 0;
  #connection: Promise<Connection>;

  private constructor(
    connection: Connection,
    /** Connects as this client did. */
    private readonly connectAgain: () => Promise<Connection>,
  ) {
    this.#connection = Promise.resolve(connection);
  }

  /** Connects once the server takes requests; before that it throws. */
  static async connect(
    address: DatabaseAddress,
    credentials: Credentials,
  ): Promise<DatabaseClient> {
    const connect = (): Promise<Connection> => connectTo(address, credentials);
    return new DatabaseClient(await connect(), connect);
  }

  /**
   * Does something on a connection of its own, which no transaction of this one knows of; the work
   * says how many rows it has changed.
   */
  async aside(work: (other: DatabaseClient) => Promise<number>): Promise<void> {
    const other = new DatabaseClient(await this.connectAgain(), this.connectAgain);
    try {
      this.changedAside += await work(other);
    } finally {
      await other.close();
    }
  }

  /** Connects anew after `restart`, which ends the server and starts it again. */
  async through(restart: () => Promise<void>): Promise<void> {
    this.#connection = restart().then(this.connectAgain);
    await this.#connection;
  }

  async close(): Promise<void> {
    await (await this.#connection).end();
  }

  /** As RunSql, outside of any transaction. */
  async run(sql: string, values?: readonly unknown[]): Promise<number> {
    return statementsOf(await this.#connection)(sql, values);
  }

  async rows(sql: string): Promise<Readonly<Record<string, unknown>>[]> {
    const [rows] = await (await this.#connection).query<RowDataPacket[]>(sql);
    return rows;
  }

  /**
   * Runs work within a transaction. Again after a deadlock, which undoes it, and when the server is
   * restarted meanwhile: nobody knows then whether it was committed.
   *
   * @see https://dev.mysql.com/doc/refman/8.0/en/innodb-deadlocks-handling.html
   */
  async transaction(work: (run: RunSql) => Promise<void>): Promise<void> {
    const connection = await this.#connection;
    try {
      await connection.beginTransaction();
      await work(statementsOf(connection));
      await connection.commit();
    } catch (error) {
      if ((await this.#connection) === connection && !isDeadlock(error)) throw error;
      await this.transaction(work);
    }
  }
}

async function connectTo(
  { host, port, authority }: DatabaseAddress,
  { username, password }: Credentials,
): Promise<Connection> {
  const connection = await createConnection({
    host,
    port,
    user: username,
    password,
    ssl: { ca: readFileSync(authority), verifyIdentity: true },
    timezone: "Z",
    decimalNumbers: false,
    supportBigNumbers: true,
  });
  // What ends the server fails the next statement; unheard it would end this process.
  connection.on("error", () => undefined);
  return connection;
}

function isDeadlock(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "ER_LOCK_DEADLOCK";
}

function statementsOf(connection: Connection): RunSql {
  return async (sql, values = []) => {
    const [result] = await connection.query<ResultSetHeader>(sql, [...values]);
    return result.affectedRows;
  };
}

/** User and password of a new server's only user. */
export const NEW_SERVER: Credentials = { username: "root", password: "" };

/**
 * Does what a deployment's bootstrap does by the Data API: database, table and the user who reads
 * the changes. Takes the new server's open user away.
 */
export async function bootstrap(
  root: DatabaseClient,
  master: Credentials,
  capture: Credentials,
): Promise<void> {
  const { username, password } = capture;
  const passwordHash = nativePasswordHash(password);
  for (const statement of [
    ...salesDatabase.setup.statements,
    ...captureUserStatements(SALES_DATABASE, { user: username, passwordHash }),
  ]) {
    await root.run(statement);
  }
  await root.run("CREATE USER ? IDENTIFIED WITH mysql_native_password BY ? REQUIRE SSL", [
    master.username,
    master.password,
  ]);
  await root.run("GRANT ALL ON *.* TO ? WITH GRANT OPTION", [master.username]);
  await root.run("ALTER USER root@localhost ACCOUNT LOCK");
}

/** Returns credentials that only this run knows. */
export function newCredentials(username: string): Credentials {
  return { username, password: randomBytes(24).toString("base64url") };
}
