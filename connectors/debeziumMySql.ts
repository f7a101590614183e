import type { Input } from "@pulumi/pulumi";
import {
  iamClient,
  jsonConverters,
  named,
  patientClient,
  workerProperties,
  type Connector,
} from "./connector";
import type { KafkaConnectVersion } from "../support/awsLimits";
import { changesTopic } from "./names";
import type { Archive } from "../archives/archive";
import { configProviders } from "./configProviders";
import { rdsCertificates, rdsTruststore } from "./rdsCertificates";
import { secretGrants, secretReference, secretsProvider, type Secret } from "./secrets";

/** Debezium's line: 2.7 renamed many keys of 1.9, which the tutorial's second part uses. */
export type DebeziumVersion = "2.7" | "1.9";

export interface DebeziumMySqlArgs {
  /** Stage that the connector's name starts with. */
  readonly stage: string;
  /** What the connector is called within its stage. */
  readonly name: string;
  /** Debezium's MySQL connector of the version, packed with the config providers that it needs. */
  readonly plugin: Archive;
  readonly version: DebeziumVersion;
  /** Address of the writer: only there is a binlog. */
  readonly hostname: Input<string>;
  /** Holds `username` and `password` of a user who may read the binlog. */
  readonly credentials: Secret;
  /** AWS region of the secret. */
  readonly region: string;
  /** Names this client among the database's replicas; no other may have the number. */
  readonly serverId: number;
  /** First part of every topic's name; a new one captures everything anew. */
  readonly topicPrefix: string;
  readonly database: string;
  /** Tables of the database whose changes are captured. */
  readonly tables: readonly string[];
  /** Kafka Connect version of the workers. */
  readonly kafkaConnectVersion: KafkaConnectVersion;
  /** Brokers for the history of the tables' schemas, which the connector keeps by itself. */
  readonly bootstrapServers: Input<string>;
}

/** Time between two heartbeats, which come whether or not rows change. */
const HEARTBEAT_MS = 10_000;

/**
 * Milliseconds without an event, or a heartbeat of the server, after which the client of the binlog
 * connects anew. It looks no more often than that, so a database that was away is read again after
 * twice the time at most; Debezium's own minute makes that two.
 *
 * @see https://github.com/debezium/debezium/blob/v2.7.4.Final/debezium-connector-binlog/src/main/java/io/debezium/connector/binlog/BinlogConnectorConfig.java
 * @see https://github.com/osheroff/mysql-binlog-connector-java/blob/master/src/main/java/com/github/shyiko/mysql/binlog/BinaryLogClient.java
 */
const KEEP_ALIVE_MS = 10_000;

/** Why Debezium takes neither more tasks nor more workers. */
export const ONE_WORKER =
  "Debezium reads one binlog in order, so it has one task, on one provisioned worker that does not scale";

/**
 * Returns the topic of the schemas' history. It must keep every record for ever and have one
 * partition.
 */
export function historyTopic(topicPrefix: string): string {
  return `${topicPrefix}-schema-history`;
}

/**
 * Returns the topic of the heartbeats, which move the offset while the captured tables are quiet.
 */
export function heartbeatTopic(topicPrefix: string): string {
  return `__debezium-heartbeat.${topicPrefix}`;
}

/**
 * Captures the changes of MySQL tables: first all rows that are there, then every insert, update
 * and delete in the binlog's order. A record is the row by its primary key, and null for a row that
 * is deleted. Decimal numbers come as text, which loses nothing; a NULL stays null.
 *
 * @see https://debezium.io/documentation/reference/2.7/connectors/mysql.html
 */
export function debeziumMySql(args: DebeziumMySqlArgs): Connector {
  const { stage, name, plugin, version, topicPrefix, database, tables, credentials, region } = args;
  const own = named(stage, name);
  return {
    ...own,
    kind: "source",
    plugin,
    config: {
      "connector.class": plugin.mainClass,
      "tasks.max": "1",
      "database.hostname": args.hostname,
      "database.port": "3306",
      "database.user": secretReference(credentials, "username"),
      "database.password": secretReference(credentials, "password"),
      ...verifiedTls(),
      "database.server.id": String(args.serverId),
      "database.include.list": database,
      "table.include.list": tables.map((table) => `${database}.${table}`).join(","),
      "include.schema.changes": "false",
      "decimal.handling.mode": "string",
      "heartbeat.interval.ms": String(HEARTBEAT_MS),
      "connect.keep.alive.interval.ms": String(KEEP_ALIVE_MS),
      ...versionConfig(args),
      ...jsonConverters,
      ...keptNulls(args.kafkaConnectVersion),
      // The key as a JSON object, so that the sink finds its fields by name.
      "key.converter": "org.apache.kafka.connect.json.JsonConverter",
      "key.converter.schemas.enable": "false",
      // Otherwise MSK Connect restarts the connector again and again for its secret.
      "config.action.reload": "none",
    },
    reads: [],
    writes: [
      ...tables.map((table) => changesTopic(topicPrefix, database, table)),
      heartbeatTopic(topicPrefix),
    ],
    owns: [historyTopic(topicPrefix)],
    groups: [`${topicPrefix}-${names[version].historyClient}`],
    access: secretGrants(credentials, region),
    worker: workerProperties(
      own.offsets,
      configProviders(secretsProvider(region), rdsCertificates),
    ),
    longestPauseMs: HEARTBEAT_MS,
    singleWorker: ONE_WORKER,
  };
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
    "database.ssl.truststore": rdsTruststore("truststore"),
    "database.ssl.truststore.password": rdsTruststore("password"),
  };
}

/** What the two lines call the same things. */
const names = {
  "2.7": {
    prefix: "topic.prefix",
    history: "schema.history.internal.",
    historyClient: "schemahistory",
    // A deleted row's own record goes, the null that follows it stays: the sink deletes the item by it.
    keepDeletes: { "delete.tombstone.handling.mode": "tombstone" },
  },
  "1.9": {
    prefix: "database.server.name",
    history: "database.history.",
    historyClient: "dbhistory",
    keepDeletes: { "drop.tombstones": "false", "delete.handling.mode": "drop" },
  },
} as const;

function versionConfig(args: DebeziumMySqlArgs): Record<string, Input<string>> {
  const { topicPrefix, bootstrapServers } = args;
  const { prefix, history, keepDeletes } = names[args.version];
  return {
    [prefix]: topicPrefix,
    ...unwrapConfig(keepDeletes),
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

const UNWRAP = "unwrap";

/**
 * Has a NULL stay null in a column with a default, in whose place JsonConverter writes the default. It
 * can be told not to since Kafka 3.5; before, the defaults must not reach it.
 *
 * @see https://cwiki.apache.org/confluence/display/KAFKA/KIP-581%3A+Value+of+optional+null+field+which+has+default+value
 */
function keptNulls(kafkaConnectVersion: KafkaConnectVersion): Record<string, string> {
  if (kafkaConnectVersion !== "2.7.1") {
    return { "value.converter.replace.null.with.default": "false" };
  }
  return {
    transforms: `${UNWRAP},dropDefaults`,
    "transforms.dropDefaults.type": "dev.mskpipeline.connect.transforms.DropDefaults",
  };
}

/** Has records hold the row itself instead of what it was, what it is and where that is from. */
function unwrapConfig(keepDeletes: Readonly<Record<string, string>>): Record<string, string> {
  const handling = Object.entries(keepDeletes);
  return {
    transforms: UNWRAP,
    "transforms.unwrap.type": "io.debezium.transforms.ExtractNewRecordState",
    ...Object.fromEntries(handling.map(([key, value]) => [`transforms.unwrap.${key}`, value])),
  };
}
