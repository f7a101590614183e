/**
 * Statements for one purpose, in order. Each is one statement, since the Data API takes no more.
 */
export interface SetupStep {
  /** What they do, to go on after "Could not". */
  readonly purpose: string;
  readonly statements: readonly SetupStatement[];
}

/**
 * A statement that may run again, or one that runs unless a query has a row: PostgreSQL cannot
 * create everything only where it is not there yet.
 */
export type SetupStatement = string | { readonly sql: string; readonly unless: string };

/** What runs statements; resolves to how many rows a query has. */
export type RunStatement = (sql: string) => Promise<number>;

/** Runs a statement of a setup, unless it need not run. */
export async function runStatement(statement: SetupStatement, run: RunStatement): Promise<void> {
  if (typeof statement === "string") await run(statement);
  else if ((await run(statement.unless)) === 0) await run(statement.sql);
}

/** Returns the text that is SQL of a statement. */
export function sqlOf(statement: SetupStatement): string {
  return typeof statement === "string" ? statement : statement.sql;
}

/** What user names may be: nothing that a statement would need to quote. */
export const USER_NAME = /^[a-z_]{1,32}$/;

/** Throws RangeError for another name of a user. */
export function checkUser(user: string): void {
  check(USER_NAME.test(user), `A user is 1 to 32 lower-case letters and _, got "${user}"`);
}

/** The statements take no parameters, so nothing that could end a literal may get into them. */
export function check(holds: boolean, reason: string): void {
  if (!holds) throw new RangeError(reason);
}
