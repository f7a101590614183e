import { createHash } from "node:crypto";
import { BINLOG_RETENTION_HOURS } from "../support/awsLimits";
import { check, checkUser, type SetupStep } from "./databaseSetup";

/** A database of MySQL whose changes shall be captured. */
export interface CapturedDatabase {
  /** Name of the database, 1 to 64 letters, digits and underscores. */
  readonly name: string;
  /** What makes it and its tables; it runs again whenever it changes, so that it must do so safely. */
  readonly setup: SetupStep;
}

export interface CaptureUser {
  /** Name of the user, 1 to 32 lower-case letters and underscores. */
  readonly user: string;
  /** As nativePasswordHash makes it, so that the password itself is in no statement and no log. */
  readonly passwordHash: string;
}

export interface MySqlSetup extends CaptureUser {
  readonly database: CapturedDatabase;
  /** Hours that a binlog is kept, 1 to 2160. */
  readonly binlogRetentionHours: number;
}

/** What names of databases may be: nothing that a statement would need to quote. */
export const DATABASE_NAME = /^[A-Za-z_][A-Za-z0-9_]{0,63}$/;

/**
 * Returns the steps that Aurora needs before its changes can be captured; again and again it ends
 * the same.
 */
export function mySqlSetupSteps(setup: MySqlSetup): SetupStep[] {
  const { database, user, passwordHash, binlogRetentionHours } = setup;
  return [
    database.setup,
    {
      purpose: `set up the user ${user}`,
      statements: captureUserStatements(database.name, { user, passwordHash }),
    },
    {
      purpose: `keep the binlog for ${binlogRetentionHours} hours`,
      statements: retentionStatements(binlogRetentionHours),
    },
  ];
}

/**
 * Creates the user by which Debezium reads, with these rights and no others: what it was granted
 * besides goes. A client that is connected keeps its global rights meanwhile.
 *
 * Debezium's documentation grants all of them on every database. Only the four that MySQL knows for
 * the whole server need that; rows and locks are needed of what is captured, and every other
 * database just looks empty. LOCK TABLES is for Aurora, which refuses to lock everything at once,
 * so that the snapshot locks table by table.
 *
 * @see https://debezium.io/documentation/reference/2.7/connectors/mysql.html#mysql-creating-user
 */
export function captureUserStatements(
  database: string,
  { user, passwordHash }: CaptureUser,
): string[] {
  check(DATABASE_NAME.test(database), `A database is letters, digits and _, got "${database}"`);
  checkUser(user);
  check(/^\*[0-9A-F]{40}$/.test(passwordHash), "A password's hash is * and 40 hexadecimal digits");
  const account = `'${user}'@'%'`;
  // The one plugin of MySQL 8.0 whose hash has no salt, so that the same password is the same hash.
  const identified = `IDENTIFIED WITH mysql_native_password AS '${passwordHash}' REQUIRE SSL`;
  return [
    `CREATE USER IF NOT EXISTS ${account} ${identified}`,
    `ALTER USER ${account} ${identified}`,
    `REVOKE ALL PRIVILEGES, GRANT OPTION FROM ${account}`,
    `GRANT RELOAD, SHOW DATABASES, REPLICATION SLAVE, REPLICATION CLIENT ON *.* TO ${account}`,
    `GRANT SELECT, LOCK TABLES ON ${literally(database)}.* TO ${account}`,
  ];
}

/**
 * Quotes a database's name for a grant, where `_` would stand for any character.
 *
 * @see https://dev.mysql.com/doc/refman/8.0/en/grant.html#grant-quoting
 */
function literally(database: string): string {
  return `\`${database.replaceAll("_", "\\_")}\``;
}

/**
 * Sets how long Aurora keeps a binlog, which it otherwise drops as soon as it can. Only on AWS.
 *
 * @see https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/mysql-stored-proc-configuring.html
 */
export function retentionStatements(hours: number): string[] {
  const { least, most } = BINLOG_RETENTION_HOURS;
  check(
    Number.isInteger(hours) && hours >= least && hours <= most,
    `A binlog is kept for ${least} to ${most} whole hours, got ${hours}`,
  );
  return [`CALL mysql.rds_set_configuration('binlog retention hours', ${hours})`];
}

/** Returns what MySQL stores of a password for mysql_native_password. */
export function nativePasswordHash(password: string): string {
  return `*${sha1(sha1(Buffer.from(password)))
    .toString("hex")
    .toUpperCase()}`;
}

function sha1(bytes: Buffer): Buffer {
  return createHash("sha1").update(bytes).digest();
}
