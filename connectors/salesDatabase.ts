import { createHash } from "node:crypto";
import { BINLOG_RETENTION_HOURS } from "../support/awsLimits";

/** The sample database, whose changes the pipeline captures. */
export const SALES_DATABASE = "salesdb";
/** The table of orders in it. */
export const SALES_TABLE = "SALES_ORDER";

export interface CaptureUser {
  /** Name of the user, 1 to 32 lower-case letters and underscores. */
  readonly user: string;
  /** As nativePasswordHash makes it, so that the password itself is in no statement and no log. */
  readonly passwordHash: string;
}

export interface Setup extends CaptureUser {
  /** Hours that a binlog is kept, 1 to 2160. */
  readonly binlogRetentionHours: number;
}

/**
 * Statements for one purpose, in order. Each is one statement, since the Data API takes no more.
 */
export interface SetupStep {
  /** What they do, to go on after "Could not". */
  readonly purpose: string;
  readonly statements: readonly string[];
}

/** What user names may be: nothing that a statement would need to quote. */
export const USER_NAME = /^[a-z_]{1,32}$/;

/**
 * Returns the steps that Aurora needs before its changes can be captured; again and again it ends
 * the same.
 */
export function setupSteps({ user, passwordHash, binlogRetentionHours }: Setup): SetupStep[] {
  return [
    {
      purpose: `create the database ${SALES_DATABASE} with its table ${SALES_TABLE}`,
      statements: schemaStatements(),
    },
    {
      purpose: `set up the user ${user}`,
      statements: captureUserStatements({ user, passwordHash }),
    },
    {
      purpose: `keep the binlog for ${binlogRetentionHours} hours`,
      statements: retentionStatements(binlogRetentionHours),
    },
  ];
}

/** Creates the sample database and its table, where they are not yet. */
export function schemaStatements(): string[] {
  const columns = [
    "ORDER_ID BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY",
    "SITE_ID BIGINT NOT NULL",
    "ORDER_DATE TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP(3)",
    "SHIP_MODE VARCHAR(32) NULL DEFAULT 'TRUCK'",
    "AMOUNT DECIMAL(12,2) NOT NULL",
  ];
  return [
    `CREATE DATABASE IF NOT EXISTS ${SALES_DATABASE} CHARACTER SET utf8mb4`,
    `CREATE TABLE IF NOT EXISTS ${SALES_DATABASE}.${SALES_TABLE} (${columns.join(", ")})`,
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
export function captureUserStatements({ user, passwordHash }: CaptureUser): string[] {
  check(USER_NAME.test(user), `A user is 1 to 32 lower-case letters and _, got "${user}"`);
  check(/^\*[0-9A-F]{40}$/.test(passwordHash), "A password's hash is * and 40 hexadecimal digits");
  const account = `'${user}'@'%'`;
  // The one plugin of MySQL 8.0 whose hash has no salt, so that the same password is the same hash.
  const identified = `IDENTIFIED WITH mysql_native_password AS '${passwordHash}' REQUIRE SSL`;
  return [
    `CREATE USER IF NOT EXISTS ${account} ${identified}`,
    `ALTER USER ${account} ${identified}`,
    `REVOKE ALL PRIVILEGES, GRANT OPTION FROM ${account}`,
    `GRANT RELOAD, SHOW DATABASES, REPLICATION SLAVE, REPLICATION CLIENT ON *.* TO ${account}`,
    `GRANT SELECT, LOCK TABLES ON ${SALES_DATABASE}.* TO ${account}`,
  ];
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

/** The statements take no parameters, so nothing that could end a literal may get into them. */
function check(holds: boolean, reason: string): void {
  if (!holds) throw new RangeError(reason);
}
