/** A row by the names of its columns. */
export type Row = Readonly<Record<string, unknown>>;

/**
 * A connection to a database. In statements a name stands in double quotes, and `?` for a value,
 * whatever the database is.
 */
export interface Session {
  /** Runs a statement; resolves to how many rows it was about. */
  run(sql: string, values?: readonly unknown[]): Promise<number>;
  rows(sql: string): Promise<Row[]>;
  /** As run, for a statement that is written for this database. */
  native(sql: string): Promise<number>;
  /** Puts a row into a table, in the place of one with the same value in the key's column. */
  put(table: string, key: string, row: Row): Promise<number>;
  close(): Promise<void>;
}

/** How sessions of one user come about. */
export interface Sessions {
  /** Connects once the server takes requests; before that it throws. */
  open(): Promise<Session>;
  /** Tells whether an error has undone a transaction that may be tried again. */
  undone(error: unknown): boolean;
}

/** User and password, as a secret of Secrets Manager holds them. */
export interface Credentials {
  readonly username: string;
  readonly password: string;
}

/** Where a database server of this machine is, and how it is told from others. */
export interface DatabaseAddress {
  readonly host: string;
  readonly port: number;
  /** File with the certificate of the authority that signed the server's, PEM. */
  readonly authority: string;
}

/** Tells whether an error has a code of a database. */
export function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && "code" in error && error.code === code;
}
