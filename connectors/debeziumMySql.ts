import type { Input } from "@pulumi/pulumi";
import { MYSQL_PORT } from "../support/ports";
import { iamClient, patientClient, type Connector } from "./connector";
import { debezium, KEEP_TOMBSTONES, type DebeziumArgs } from "./debezium";
import { changesTopic } from "./names";
import { rdsTrust } from "./rdsCertificates";

/** Debezium's line: 2.7 renamed many keys of 1.9, which the tutorial's second part uses. */
export type DebeziumVersion = "2.7" | "1.9";

export interface DebeziumMySqlArgs extends DebeziumArgs {
  readonly version: DebeziumVersion;
  /** Names this client among the database's replicas; no other may have the number. */
  readonly serverId: number;
  readonly database: string;
  /** Tables of the database whose changes are captured. */
  readonly tables: readonly string[];
  /** Brokers for the history of the tables' schemas, which the connector keeps by itself. */
  readonly bootstrapServers: Input<string>;
}

/**
 * Milliseconds without an event, or a heartbeat of the server, after which the client of the binlog
 * connects anew. It looks no more often than that, so a database that was away is read again after
 * twice the time at most; Debezium's own minute makes that two.
 *
 * @see https://github.com/debezium/debezium/blob/v2.7.4.Final/debezium-connector-binlog/src/main/java/io/debezium/connector/binlog/BinlogConnectorConfig.java
 * @see https://github.com/osheroff/mysql-binlog-connector-java/blob/master/src/main/java/com/github/shyiko/mysql/binlog/BinaryLogClient.java
 */
const KEEP_ALIVE_MS = 10_000;

/**
 * Returns the topic of the schemas' history. It must keep every record for ever and have one
 * partition.
 */
export function historyTopic(topicPrefix: string): string {
  return `${topicPrefix}-schema-history`;
}

/**
 * Captures the changes of MySQL tables, as debezium does, from the binlog.
 *
 * @see https://debezium.io/documentation/reference/2.7/connectors/mysql.html
 */
export function debeziumMySql(args: DebeziumMySqlArgs): Connector {
  const { version, topicPrefix, database, tables } = args;
  return debezium(args, {
    port: MYSQL_PORT,
    topics: tables.map((table) => changesTopic(topicPrefix, database, table)),
    owns: [historyTopic(topicPrefix)],
    groups: [`${topicPrefix}-${names[version].historyClient}`],
    keepDeletes: names[version].keepDeletes,
    config: {
      ...verifiedTls(),
      "database.server.id": String(args.serverId),
      "database.include.list": database,
      "table.include.list": tables.map((table) => `${database}.${table}`).join(","),
      "include.schema.changes": "false",
      "connect.keep.alive.interval.ms": String(KEEP_ALIVE_MS),
      [names[version].prefix]: topicPrefix,
      ...historyConfig(args),
    },
  });
}

/**
 * Has both of Debezium's clients, JDBC's and the binlog's, speak TLS with nobody but the database:
 * its certificate must be of Amazon RDS and name the host. Certificates of Aurora name the
 * cluster's endpoints as alternatives.
 *
 * @see https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/AuroraMySQL.Security.html
 * @see https://debezium.io/documentation/reference/2.7/connectors/mysql.html#mysql-property-database-ssl-mode
 */
function verifiedTls(): Record<string, Input<string>> {
  return {
    "database.ssl.mode": "verify_identity",
    "database.ssl.truststore": rdsTrust("truststore"),
    "database.ssl.truststore.password": rdsTrust("password"),
  };
}

/** What the two lines call the same things. */
const names = {
  "2.7": {
    prefix: "topic.prefix",
    history: "schema.history.internal.",
    historyClient: "schemahistory",
    keepDeletes: KEEP_TOMBSTONES,
  },
  "1.9": {
    prefix: "database.server.name",
    history: "database.history.",
    historyClient: "dbhistory",
    keepDeletes: { "drop.tombstones": "false", "delete.handling.mode": "drop" },
  },
} as const;

function historyConfig(args: DebeziumMySqlArgs): Record<string, Input<string>> {
  const { topicPrefix, bootstrapServers } = args;
  const { history } = names[args.version];
  return {
    [`${history}kafka.topic`]: historyTopic(topicPrefix),
    [`${history}kafka.bootstrap.servers`]: bootstrapServers,
    [`${history}store.only.captured.tables.ddl`]: "true",
    // Debezium's own default is 1: a broker that fails could take a schema with it.
    [`${history}producer.acks`]: "all",
    // Of the clients' defaults only idempotence would need another right on the cluster.
    [`${history}producer.enable.idempotence`]: "false",
    ...iamClient(`${history}producer.`),
    ...patientClient(`${history}producer.`),
    ...iamClient(`${history}consumer.`),
    ...patientClient(`${history}consumer.`),
  };
}
