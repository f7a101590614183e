import { randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import { createConnection, type Connection, type RowDataPacket } from "mysql2/promise";
import {
  captureUserStatements,
  nativePasswordHash,
  schemaStatements,
} from "../../connectors/salesDatabase";

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

/** A MySQL server of this machine, seen by a client. */
export class DatabaseClient {
  private constructor(
    private readonly connection: Connection,
    /** Connects as this client did. */
    private readonly connectAgain: () => Promise<DatabaseClient>,
  ) {}

  /** Connects once the server takes requests; before that it throws. */
  static async connect(
    address: DatabaseAddress,
    credentials: Credentials,
  ): Promise<DatabaseClient> {
    const { host, port, authority } = address;
    const { username, password } = credentials;
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
    return new DatabaseClient(connection, () => DatabaseClient.connect(address, credentials));
  }

  /** Does something on a connection of its own, which no transaction of this one knows of. */
  async aside(work: (other: DatabaseClient) => Promise<void>): Promise<void> {
    const other = await this.connectAgain();
    try {
      await work(other);
    } finally {
      await other.close();
    }
  }

  async close(): Promise<void> {
    await this.connection.end();
  }

  /** Runs a statement, `?` in it replaced by values. */
  async run(sql: string, values: readonly unknown[] = []): Promise<void> {
    await this.connection.query(sql, [...values]);
  }

  async rows(sql: string): Promise<Readonly<Record<string, unknown>>[]> {
    const [rows] = await this.connection.query<RowDataPacket[]>(sql);
    return rows;
  }

  /** Runs work within a transaction. */
  async transaction(work: () => Promise<void>): Promise<void> {
    await this.connection.beginTransaction();
    await work();
    await this.connection.commit();
  }
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
    ...schemaStatements(),
    ...captureUserStatements({ user: username, passwordHash }),
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
