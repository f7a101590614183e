import { readFileSync } from "node:fs";
import {
  createConnection,
  type Connection,
  type ResultSetHeader,
  type RowDataPacket,
} from "mysql2/promise";
import {
  hasCode,
  type Credentials,
  type DatabaseAddress,
  type Row,
  type Session,
  type Sessions,
} from "./session";

/** Returns the sessions of a user of MySQL. */
export function mySqlSessions(address: DatabaseAddress, credentials: Credentials): Sessions {
  return {
    open: async () => new MySqlSession(await connect(address, credentials)),
    // @see https://dev.mysql.com/doc/refman/8.0/en/innodb-deadlocks-handling.html
    undone: (error) => hasCode(error, "ER_LOCK_DEADLOCK"),
  };
}

class MySqlSession implements Session {
  constructor(private readonly connection: Connection) {}

  async run(sql: string, values: readonly unknown[] = []): Promise<number> {
    const [result] = await this.connection.query<ResultSetHeader>(translated(sql), [...values]);
    return result.affectedRows;
  }

  async rows(sql: string): Promise<Row[]> {
    const [rows] = await this.connection.query<RowDataPacket[]>(translated(sql));
    return rows;
  }

  async native(sql: string): Promise<number> {
    const [result] = await this.connection.query<ResultSetHeader>(sql);
    return result.affectedRows;
  }

  put(table: string, _key: string, row: Row): Promise<number> {
    return this.run(`REPLACE INTO ${table} SET ?`, [row]);
  }

  close(): Promise<void> {
    return this.connection.end();
  }
}

function translated(sql: string): string {
  return sql.replaceAll('"', "`");
}

async function connect(
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
