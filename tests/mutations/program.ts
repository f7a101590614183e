import { flattened, unit } from "./mutation";

/** Settings that the stack takes but does not obey, or takes although they are wrong. */
export const program = flattened([
  {
    tests: unit("stages/differences", "stages/stages", "stages/cdc", "stages/guards"),
    mutations: [
      { name: "customer-key-unused", at: "encryption", code: "{ kmsKeyArn: key?.arn }", to: "{}" },
      { name: "log-groups-without-the-key", at: "logs", code: "...encryption" },
      { name: "retention-unheeded", at: "logs retentionDays", to: "1" },
      { name: "flow-logs-unheeded", at: "network flowLogs" },
      { name: "protection-unheeded", at: "deletionProtection", to: "false" },
    ],
  },
  {
    tests: unit("stages/guards"),
    mutations: [
      { name: "bucket-left-out-of-encryption", at: "plugins", code: "...encryption" },
      { name: "client-left-out-of-encryption", at: "client", code: "...encryption" },
    ],
  },
  {
    tests: unit("stages/connectors", "stages/differences", "stages/stages", "stages/guards"),
    mutations: [
      { name: "positions-unprotected", at: "createOffsetsTopic deletionProtection", to: "false" },
      {
        name: "all-connectors-start-at-once",
        at: "createConnector needs",
        code: "startOrder.before",
      },
      { name: "topics-unprotected", at: "createTopic deletionProtection" },
      { name: "tables-unprotected", at: "createTable deletionProtection" },
      { name: "tables-left-out-of-encryption", at: "createTable", code: "...encryption" },
      { name: "recovery-unheeded", at: "createTable pointInTimeRecovery" },
      { name: "connectors-before-what-they-need", at: "createConnector startAfter", to: "[]" },
      { name: "updates-setting-unheeded", at: "createConnector updates", to: `"replace"` },
    ],
  },
  {
    tests: unit("stages/differences"),
    mutations: [
      {
        name: "express-topics-name-their-copies",
        at: "createTopic",
        code: "isExpress(brokerType)",
        to: "false",
      },
    ],
  },
  {
    tests: unit("gate/gate"),
    mutations: [
      {
        name: "brokers-of-the-other-kind-pass",
        at: "migrationOf",
        code: "isExpress(from) === isExpress(to)",
        to: "true",
      },
    ],
  },
  {
    tests: unit("stages/cdc"),
    mutations: [
      {
        name: "capture-before-its-database",
        at: "cdcPipeline sales-capture after",
        code: "database",
      },
      { name: "history-is-forgotten", at: "mySql history retention", to: "ONE_DAY" },
      { name: "audit-setting-unheeded", at: "auroraArgs auditLogs", to: "false" },
      { name: "database-left-out-of-protection", at: "auroraArgs deletionProtection" },
      { name: "database-left-out-of-encryption", at: "auroraArgs", code: "...encryption" },
    ],
  },
  {
    tests: unit("functions/decide"),
    mutations: [
      {
        name: "restarts-without-end",
        at: "decide",
        code: "restarts < MOST_RESTARTS",
        to: "true",
      },
      { name: "restarts-amid-another-operation", at: "decide", code: "!isOver", to: "false" },
    ],
  },
  {
    tests: unit("functions/heal"),
    mutations: [
      { name: "restarts-what-is-paused", at: "healOne", code: `state !== "RUNNING"`, to: "false" },
      { name: "restarts-where-no-alarm-is-on", at: "withFailedTasks StateValue", to: `"OK"` },
    ],
  },
  {
    tests: unit("local/healer"),
    mutations: [{ name: "failed-connectors-left-to-the-healer", at: "healthOf heals", to: "true" }],
  },
  {
    tests: unit("outputs/promise"),
    mutations: [
      { name: "output-is-gone", at: "outputsSchema clusterUuid" },
      {
        name: "output-becomes-optional",
        at: "outputsSchema clusterName",
        to: "text.optional()",
      },
      { name: "output-loses-a-role", at: "pipelineShapes orders topics", code: `"deadLetters"` },
      { name: "output-that-the-stage-lacks", at: "outputs vpcId", to: "undefined" },
    ],
  },
  {
    tests: unit("stages/shapes"),
    mutations: [
      { name: "topics-uncounted", at: "pipelineShapes cdc smallTopics", to: "0" },
      { name: "connector-uncounted", at: "pipelineShapes cdc connectors sales-capture" },
      { name: "database-uncounted", at: "pipelineShapes cdc database", to: "false" },
    ],
  },
  {
    tests: unit("local/counted"),
    mutations: [
      {
        name: "quickest-sink-counts",
        at: "CountedLane passages",
        code: "Math.min",
        to: "Math.max",
      },
      { name: "refused-records-are-well", at: "CountedLane conclude fault", to: "undefined" },
    ],
  },
  {
    tests: unit("archives/assemble"),
    mutations: [
      {
        name: "another-jar-is-taken",
        at: "assembleArchive",
        code: "verified(target);",
      },
    ],
  },
  {
    tests: unit("components/pluginBucket/pluginBucket"),
    mutations: [
      {
        name: "bucket-that-is-there-is-not-taken",
        at: "preparedBucket",
        code: `"bucket" in args`,
        to: "false",
      },
    ],
  },
  {
    tests: unit("outputs/pipelineOutputs"),
    mutations: [
      { name: "outputs-are-taken-as-they-are", at: "outputOf", code: "parsed.success", to: "true" },
    ],
  },
  {
    tests: unit("config/badSettings"),
    mutations: [
      {
        name: "more-copies-than-brokers",
        at: "brokerConstraints",
        code: `atMost("replicationFactor", "brokers")`,
      },
      {
        name: "brokers-uneven",
        at: "brokerConstraints",
        code: `constraint("brokers", ["zones"], spreadEvenly)`,
      },
      {
        name: "express-brokers-with-any-version",
        at: "expressConstraints",
        code: `constraint("kafkaVersion", ["brokerType"], hasExpress)`,
      },
    ],
  },
  {
    tests: unit("config/badSettings"),
    mutations: [
      { name: "capture-on-many-workers", at: "constraints", code: `onlyOne("captureWorkers")` },
      {
        name: "tasks-that-scaling-overrides",
        at: "constraints",
        code: `constraint("sinkTasks", ["sinkWorkers", "sinkMaxWorkers", "sinkMcu"], leftToScaling)`,
      },
      { name: "capture-by-many-tasks", at: "constraints", code: `onlyOne("captureTasks")` },
    ],
  },
  {
    tests: unit("operate/deadLetters"),
    mutations: [
      {
        name: "dead-letters-without-their-tables-key",
        at: "sinkArguments",
        code: `...keys.flatMap((key) => ["--key", key])`,
      },
      {
        name: "stranded-dead-letters-pass",
        at: "replayDeadLetters",
        code: "failures.length === 0",
        to: "true",
      },
      {
        name: "offsets-of-several-sinks",
        at: "onlySink",
        code: "others.length === 0",
        to: "true",
      },
    ],
  },
  {
    tests: unit("config/badSettings"),
    mutations: [
      {
        name: "downloads-without-checksum",
        at: "confluentConstraints",
        code: "...archives.map(checked)",
      },
      {
        name: "sink-that-deletes-nothing",
        at: "confluentConstraints",
        code: `constraint("confluentSinkVersion", ["pipeline", "plugins"], deletesItems)`,
      },
    ],
  },
  {
    tests: unit("config/badSettings", "config/settings"),
    mutations: [
      {
        name: "archives-by-plain-http",
        at: "address",
        code: `text.startsWith("https://")`,
        to: "true",
      },
      {
        name: "any-text-is-a-checksum",
        at: "sha256",
        code: "/^[0-9a-f]{64}$/",
        to: String.raw`/^\S+$/`,
      },
      { name: "unknown-settings-are-ignored", at: "schema", code: "strictObject", to: "object" },
    ],
  },
]);
