import type { Input } from "@pulumi/pulumi";
import type { Archive } from "../archives/archive";
import type { KafkaConnectVersion } from "../support/awsLimits";
import { configProviders } from "./configProviders";
import { jsonConverters, named, workerProperties, type Connector } from "./connector";
import { rdsCertificates } from "./rdsCertificates";
import { secretGrants, secretReference, secretsProvider, type Secret } from "./secrets";

/** What a capture of any database's changes is told. */
export interface DebeziumArgs {
  /** Stage that the connector's name starts with. */
  readonly stage: string;
  /** What the connector is called within its stage. */
  readonly name: string;
  /** Debezium's connector of the database, packed with the config providers that it needs. */
  readonly plugin: Archive;
  /** Address of the writer: only there is a log of changes. */
  readonly hostname: Input<string>;
  /** Holds `username` and `password` of a user who may read that log. */
  readonly credentials: Secret;
  /** AWS region of the secret. */
  readonly region: string;
  /** First part of every topic's name; a new one captures everything anew. */
  readonly topicPrefix: string;
  /** Kafka Connect version of the workers. */
  readonly kafkaConnectVersion: KafkaConnectVersion;
  /**
   * Whether columns come without their defaults, for a converter other than JsonConverter, which
   * cannot be told to write a NULL as null.
   * @default false
   */
  readonly dropDefaults?: boolean;
}

/** What is particular to one kind of database. */
export interface DatabaseKind extends Pick<Connector, "owns" | "groups"> {
  readonly port: number;
  /**
   * Topic of its offsets, where it is not the connector's own: each kind would take another's
   * position for its own, and read no row that is there already.
   */
  readonly offsets?: string;
  /** Topics of the captured tables. */
  readonly topics: readonly string[];
  /** How the transform that makes rows of changes is told to keep deletes. */
  readonly keepDeletes: Readonly<Record<string, string>>;
  readonly config: Readonly<Record<string, Input<string>>>;
}

/** Time between two heartbeats, which come whether or not rows change. */
const HEARTBEAT_MS = 10_000;

/** Why Debezium takes neither more tasks nor more workers. */
export const ONE_WORKER =
  "Debezium reads one log in order, so it has one task, on one provisioned worker that does not scale";

/** Has Debezium 2.7 drop a deleted row's own record and keep the null that follows it. */
export const KEEP_TOMBSTONES = { "delete.tombstone.handling.mode": "tombstone" } as const;

/**
 * Returns the topic of the heartbeats, which move the offset while the captured tables are quiet.
 */
export function heartbeatTopic(topicPrefix: string): string {
  return `__debezium-heartbeat.${topicPrefix}`;
}

/**
 * Returns a connector that captures the changes of a database's tables: first all rows that are
 * there, then every insert, update and delete in the order of the database's log. A record is the
 * row by its primary key, and null for a row that is deleted. Decimal numbers come as text, which
 * loses nothing; a NULL stays null.
 */
export function debezium(args: DebeziumArgs, kind: DatabaseKind): Connector {
  const { stage, name, plugin, topicPrefix, credentials, region } = args;
  const ofName = named(stage, name);
  const own = { ...ofName, offsets: kind.offsets ?? ofName.offsets };
  return {
    ...own,
    kind: "source",
    plugin,
    config: {
      "connector.class": plugin.mainClass,
      "tasks.max": "1",
      "database.hostname": args.hostname,
      "database.port": String(kind.port),
      "database.user": secretReference(credentials, "username"),
      "database.password": secretReference(credentials, "password"),
      "decimal.handling.mode": "string",
      "heartbeat.interval.ms": String(HEARTBEAT_MS),
      ...kind.config,
      ...unwrapConfig(kind.keepDeletes),
      ...jsonConverters,
      ...keptNulls(args),
      // The key as a JSON object, so that the sink finds its fields by name.
      "key.converter": "org.apache.kafka.connect.json.JsonConverter",
      "key.converter.schemas.enable": "false",
      // Otherwise MSK Connect restarts the connector again and again for its secret.
      "config.action.reload": "none",
    },
    reads: [],
    writes: [...kind.topics, heartbeatTopic(topicPrefix)],
    owns: kind.owns,
    groups: kind.groups,
    access: secretGrants(credentials, region),
    worker: workerProperties(
      own.offsets,
      configProviders(secretsProvider(region), rdsCertificates),
    ),
    longestPauseMs: HEARTBEAT_MS,
    singleWorker: ONE_WORKER,
  };
}

const UNWRAP = "unwrap";

/** Has records hold the row itself instead of what it was, what it is and where that is from. */
function unwrapConfig(keepDeletes: Readonly<Record<string, string>>): Record<string, string> {
  const handling = Object.entries(keepDeletes);
  return {
    transforms: UNWRAP,
    "transforms.unwrap.type": "io.debezium.transforms.ExtractNewRecordState",
    ...Object.fromEntries(handling.map(([key, value]) => [`transforms.unwrap.${key}`, value])),
  };
}

/**
 * Has a NULL stay null in a column with a default, in whose place JsonConverter writes the default. It
 * can be told not to since Kafka 3.5; before, the defaults must not reach it.
 *
 * @see https://cwiki.apache.org/confluence/display/KAFKA/KIP-581%3A+Value+of+optional+null+field+which+has+default+value
 */
function keptNulls({
  kafkaConnectVersion,
  dropDefaults = false,
}: Pick<DebeziumArgs, "kafkaConnectVersion" | "dropDefaults">): Record<string, string> {
  if (kafkaConnectVersion !== "2.7.1" && !dropDefaults) {
    return { "value.converter.replace.null.with.default": "false" };
  }
  return {
    transforms: `${UNWRAP},dropDefaults`,
    "transforms.dropDefaults.type": "dev.mskpipeline.connect.transforms.DropDefaults",
  };
}
