import { flattened, unit } from "./mutation";

/** Captures of a database that lose their place or its log, trust anybody, or change what rows hold. */
export const captures = flattened([
  {
    tests: unit("connectors/debeziumMySql", "stages/guards"),
    mutations: [
      {
        name: "database-password-in-the-clear",
        at: "debezium database.password",
        to: `"correct-horse-battery"`,
      },
      {
        name: "secrets-without-provider",
        at: "debezium worker",
        code: "secretsProvider(region)",
      },
      {
        name: "database-unverified",
        at: "verifiedTls database.ssl.mode",
        to: `"required"`,
      },
      {
        name: "database-of-any-authority",
        at: "verifiedTls database.ssl.truststore",
      },
      { name: "schemas-acknowledged-by-one-broker", at: "historyConfig ${history}producer.acks" },
      {
        name: "history-without-iam",
        at: "historyConfig",
        code: "...iamClient(`${history}consumer.`)",
      },
      { name: "capture-begins-anew", at: "debezium worker", code: "own.offsets", to: `""` },
      {
        name: "database-is-missed-for-minutes",
        at: "debeziumMySql connect.keep.alive.interval.ms",
      },
      { name: "capture-takes-many-workers", at: "debezium singleWorker" },
      { name: "secret-restarts-capture", at: "debezium config.action.reload" },
      {
        name: "null-becomes-the-default",
        at: "keptNulls value.converter.replace.null.with.default",
        to: `"true"`,
      },
      {
        name: "null-becomes-the-default-on-an-old-worker",
        at: "keptNulls transforms.dropDefaults.type",
      },
    ],
  },
  {
    tests: unit("connectors/debeziumPostgreSql"),
    mutations: [
      { name: "postgresql-unverified", at: "debeziumPostgreSql database.sslmode", to: `"require"` },
      {
        name: "publication-of-all-tables",
        at: "debeziumPostgreSql publication.autocreate.mode",
        to: `"all_tables"`,
      },
      {
        name: "log-stays-while-tables-are-quiet",
        at: "debeziumPostgreSql heartbeat.action.query",
      },
      { name: "heartbeats-become-records", at: "debeziumPostgreSql message.prefix.exclude.list" },
      {
        name: "failover-fails-the-capture",
        at: "debeziumPostgreSql retriable.restart.connector.wait.ms",
      },
    ],
  },
  {
    tests: unit("connectors/capturedPostgreSql"),
    mutations: [
      {
        name: "updates-lose-long-values",
        at: "wholeRows sql",
        to: "`ALTER TABLE ${table} REPLICA IDENTITY DEFAULT`",
      },
      {
        name: "verifier-with-colons",
        at: "withoutColons",
        code: `verifier.replaceAll(":", "\\\\x3A")`,
        to: "verifier",
      },
      {
        name: "capture-of-nothing",
        at: "checkNames",
        code: `check(tables.length > 0, "At least one table must be captured");`,
      },
    ],
  },
  {
    tests: unit("connectors/capturedMySql"),
    mutations: [
      {
        name: "grant-on-like-named-databases",
        at: "literally",
        code: `database.replaceAll("_", "\\\\_")`,
        to: "database",
      },
      {
        name: "any-name-of-a-database",
        at: "captureUserStatements",
        code: "DATABASE_NAME.test(database)",
        to: "true",
      },
    ],
  },
]);
