import { flattened, unit } from "./mutation";

/** Settings that the stack takes but does not obey, or takes although they are wrong. */
export const program = flattened([
  {
    file: "index.ts",
    tests: unit("stages/differences", "stages/stages", "stages/cdc", "stages/guards"),
    mutations: [
      {
        name: "customer-key-unused",
        from: "const encryption = { kmsKeyArn: key?.arn };",
        to: "const encryption = {};",
      },
      {
        name: "log-groups-without-the-key",
        from: "const logs = { retentionDays: settings.logRetentionDays, ...encryption };",
        to: "const logs = { retentionDays: settings.logRetentionDays };",
      },
      {
        name: "retention-unheeded",
        from: "retentionDays: settings.logRetentionDays",
        to: "retentionDays: 1",
      },
      {
        name: "flow-logs-unheeded",
        from: "flowLogs: settings.flowLogs ? logs : undefined,",
        to: "",
      },
      {
        name: "protection-unheeded",
        from: "const deletionProtection = settings.protectData;",
        to: "const deletionProtection = false;",
      },
    ],
  },
  {
    file: "index.ts",
    tests: unit("stages/guards"),
    mutations: [
      {
        name: "bucket-left-out-of-encryption",
        from: `new PluginBucket("plugins", { ...encryption, deletionProtection, tags })`,
        to: `new PluginBucket("plugins", { deletionProtection, tags })`,
      },
      {
        name: "client-left-out-of-encryption",
        from: `permissionsBoundaryArn,
      ...encryption,`,
        to: "permissionsBoundaryArn,",
      },
    ],
  },
  {
    file: "pipelines/platform.ts",
    tests: unit("stages/connectors", "stages/differences", "stages/stages", "stages/guards"),
    mutations: [
      {
        name: "positions-unprotected",
        from: `deletionProtection: kind === "source" && platform.settings.protectData,`,
        to: "deletionProtection: false,",
      },
      { name: "all-connectors-start-at-once", from: "startOrder.before, ", to: "" },
      {
        name: "topics-unprotected",
        from: `deletionProtection: protectData,
    ...args,`,
        to: "...args,",
      },
      {
        name: "tables-unprotected",
        from: `deletionProtection: settings.protectData,
    tags,`,
        to: "tags,",
      },
      {
        name: "tables-left-out-of-encryption",
        from: `    ...encryption,
    deletionProtection: settings.protectData,`,
        to: "    deletionProtection: settings.protectData,",
      },
      {
        name: "recovery-unheeded",
        from: "pointInTimeRecovery: settings.tableRecovery,",
        to: "",
      },
      {
        name: "connectors-before-what-they-need",
        from: "startAfter: needs.filter((resource) => resource !== undefined),",
        to: "startAfter: [],",
      },
      {
        name: "updates-setting-unheeded",
        from: "updates: settings.connectorUpdates,",
        to: `updates: "replace",`,
      },
    ],
  },
  {
    file: "pipelines/cdc.ts",
    tests: unit("stages/cdc"),
    mutations: [
      {
        name: "capture-before-its-database",
        from: "after: [changes, history, heartbeats, database],",
        to: "after: [changes, history, heartbeats],",
      },
      {
        name: "history-is-forgotten",
        from: `retention: "forever",`,
        to: "retention: ONE_DAY,",
      },
      {
        name: "audit-setting-unheeded",
        from: "auditLogs: settings.databaseAuditLogs,",
        to: "auditLogs: false,",
      },
      {
        name: "database-left-out-of-protection",
        from: "deletionProtection: settings.protectData,",
        to: "",
      },
      {
        name: "database-left-out-of-encryption",
        from: `    logs,
    ...encryption,`,
        to: "    logs,",
      },
    ],
  },
  {
    file: "config/kafkaConstraints.ts",
    tests: unit("config/badSettings"),
    mutations: [
      {
        name: "more-copies-than-brokers",
        from: `atMost("replicationFactor", "brokers"),`,
        to: "",
      },
      { name: "brokers-uneven", from: `rule("brokers", ["zones"], spreadEvenly),`, to: "" },
    ],
  },
  {
    file: "config/constraints.ts",
    tests: unit("config/badSettings"),
    mutations: [
      { name: "capture-on-many-workers", from: `onlyOne("captureWorkers"),`, to: "" },
      {
        name: "tasks-that-scaling-overrides",
        from: `constraint("sinkTasks", ["sinkWorkers", "sinkMaxWorkers", "sinkMcu"], leftToScaling),`,
        to: "",
      },
      { name: "capture-by-many-tasks", from: `onlyOne("captureTasks"),`, to: "" },
    ],
  },
  {
    file: "config/confluentConstraints.ts",
    tests: unit("config/badSettings"),
    mutations: [
      { name: "downloads-without-checksum", from: "...archives.map(checked),", to: "" },
      {
        name: "sink-that-deletes-nothing",
        from: `rule("confluentSinkVersion", ["pipeline", "plugins"], deletesItems),`,
        to: "",
      },
    ],
  },
  {
    file: "config/schema.ts",
    tests: unit("config/badSettings", "config/settings"),
    mutations: [
      {
        name: "archives-by-plain-http",
        from: `text.startsWith("https://") && `,
        to: "",
      },
      {
        name: "any-text-is-a-checksum",
        from: "matching(/^[0-9a-f]{64}$/,",
        to: "matching(/^\\S+$/,",
      },
      {
        name: "unknown-settings-are-ignored",
        from: "z.strictObject({",
        to: "z.object({",
      },
    ],
  },
]);
