import { POSTGRESQL_PORT } from "../support/ports";
import type { CapturedPostgreSql } from "./capturedPostgreSql";
import type { Connector } from "./connector";
import { debezium, KEEP_TOMBSTONES, type DebeziumArgs } from "./debezium";
import { changesTopic, offsetsTopic } from "./names";
import { rdsTrust } from "./rdsCertificates";

export interface DebeziumPostgreSqlArgs extends DebeziumArgs {
  /** The database, whose publication was made by its setup. */
  readonly database: Pick<CapturedPostgreSql, "name" | "schema" | "tables" | "publication">;
}

/** Names the messages by which the log moves on, and nothing else. */
const HEARTBEAT = "heartbeat";

/**
 * Milliseconds until Debezium connects anew after it has lost the database: it tries once, and the
 * task fails if the database is still away. Aurora's failover mostly takes less than a minute.
 *
 * @see https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Concepts.AuroraHighAvailability.html
 * @see https://github.com/debezium/debezium/blob/v2.7.4.Final/debezium-connector-postgres/src/main/java/io/debezium/connector/postgresql/PostgresConnectorTask.java
 */
const CONNECT_AGAIN_MS = 60_000;

/**
 * Captures the changes of PostgreSQL tables, as debezium does, by a replication slot, which it makes
 * when it starts for the first time. The server keeps its log for as long as the slot is there and
 * nobody reads: drop the slot of a connector that is gone.
 *
 * @see https://debezium.io/documentation/reference/2.7/connectors/postgresql.html
 */
export function debeziumPostgreSql(args: DebeziumPostgreSqlArgs): Connector {
  const { topicPrefix, database } = args;
  const { name, schema, tables, publication } = database;
  return debezium(args, {
    port: POSTGRESQL_PORT,
    offsets: offsetsTopic(args.stage, `${args.name}-postgresql`),
    topics: tables.map((table) => changesTopic(topicPrefix, schema, table)),
    // The log itself tells how tables are: there is no history to keep.
    owns: [],
    groups: [],
    keepDeletes: KEEP_TOMBSTONES,
    config: {
      // As libpq's: of Amazon RDS, and for this host.
      "database.sslmode": "verify-full",
      "database.sslrootcert": rdsTrust("pem"),
      "database.dbname": name,
      "table.include.list": tables.map((table) => `${schema}.${table}`).join(","),
      "topic.prefix": topicPrefix,
      "plugin.name": "pgoutput",
      "slot.name": publication,
      "publication.name": publication,
      // Its own would be of all tables, which takes a superuser.
      "publication.autocreate.mode": "disabled",
      "retriable.restart.connector.wait.ms": String(CONNECT_AGAIN_MS),
      // While the captured tables are quiet and others are not, only this lets the server drop its log.
      "heartbeat.action.query": `SELECT pg_logical_emit_message(false, '${HEARTBEAT}', '')`,
      "message.prefix.exclude.list": HEARTBEAT,
    },
  });
}
