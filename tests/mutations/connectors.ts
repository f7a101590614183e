import { flattened, repository, unit } from "./mutation";

/** Connectors that show a secret, lose their place, speak in the clear or start too early. */
export const connectors = flattened([
  {
    tests: unit(
      "components/mskConnector/changes",
      "components/mskConnector/mskConnector",
      "stages/guards",
    ),
    mutations: [
      { name: "connector-without-identity", at: "MskConnector authenticationType", to: `"NONE"` },
      { name: "connector-speaks-plaintext", at: "MskConnector encryptionType", to: `"PLAINTEXT"` },
      { name: "connector-unlogged", at: "MskConnector cloudwatchLogs", to: "{ enabled: false }" },
      { name: "connector-before-its-policy", at: "MskConnector dependsOn", code: "role.policy" },
      {
        name: "connector-before-its-topics",
        at: "MskConnector dependsOn",
        code: "...(args.startAfter ?? [])",
      },
      { name: "connector-made-twice", at: "MskConnector deleteBeforeReplace" },
      {
        name: "any-number-of-workers-captures",
        at: "MskConnector",
        code: "connector.singleWorker",
      },
      {
        name: "changes-replace-nothing",
        at: "MskConnector replaceOnChanges",
        code: `updates === "replace" ? ["connectorConfiguration"] : []`,
        to: "[]",
      },
      { name: "failed-connector-stays", at: "MskConnector", code: "FAILED_CREATION" },
      { name: "scaling-is-a-change", at: "MskConnector ignoreChanges", to: "[]" },
      {
        name: "connectors-unverified",
        at: "MskConnector",
        code: "verifyConnector(name, deployed, { config, capacity, logGroupName: workerLogs.name }, this)",
      },
      { name: "worker-without-its-configuration", at: "MskConnector workerConfiguration" },
    ],
  },
  {
    tests: unit("components/mskConnector/changes"),
    mutations: [
      {
        name: "worker-stopped-for-its-configuration",
        at: "workerConfiguration deleteBeforeReplace",
        to: "true",
      },
      {
        name: "worker-outlives-its-offsets",
        at: "workerConfiguration",
        code: "pulumi.output(offsetsTopic)",
        to: 'pulumi.output(worker["offset.storage.topic"] ?? "")',
      },
    ],
  },
  {
    tests: unit("components/mskConnector/changes", "stages/guards"),
    mutations: [
      { name: "new-connector-unverified", at: "verifyConnector triggers", code: "connectorArn" },
      {
        name: "configuration-in-the-command",
        at: "verifyConnector",
        code: "pulumi.output(config).apply(fingerprint)",
        to: "pulumi.output(config)",
      },
    ],
  },
  {
    tests: unit("components/mskConnector/mskConnector", "stages/guards"),
    mutations: [{ name: "one-worker-is-ten", at: "capacityChecks allowed most", to: "10" }],
  },
  {
    tests: unit("connectors/connectors"),
    mutations: [
      { name: "source-begins-anew", at: "datagen worker", code: "own.offsets", to: `""` },
      { name: "orders-are-made-twice", at: "datagen tasks.max", to: `"2"` },
      {
        name: "rows-lose-what-follows-a-null",
        at: "dynamoDbSink",
        code: "args.changes === true ? changesConfig : flattenConfig",
        to: "{ ...flattenConfig, ...(args.changes === true ? changesConfig : {}) }",
      },
    ],
  },
  {
    tests: unit("connectors/connectors", "connectors/debeziumMySql", "connectors/workers"),
    mutations: [
      {
        name: "kafka-clients-speak-plaintext",
        at: "iamClient ${prefix}security.protocol",
        to: `"SASL_PLAINTEXT"`,
      },
      {
        name: "workers-connect-in-haste",
        at: "patientClient ${prefix}reconnect.backoff.ms",
        to: `"50"`,
      },
      {
        name: "dead-letters-without-reason",
        at: "deadLetterConfig errors.deadletterqueue.context.headers.enable",
      },
    ],
  },
  {
    tests: unit("local/tryout/steps", "local/tryout/records"),
    mutations: [
      {
        name: "try-shows-what-is-unchanged",
        at: "changed",
        code: "before[name] !== text",
        to: "true",
      },
      {
        name: "try-takes-what-is-no-record",
        at: "recordSchema",
        code: `"key" in record || "value" in record`,
        to: "true",
      },
    ],
  },
  {
    tests: unit("deploy/checkConnector", "stages/guards"),
    mutations: [
      {
        name: "fingerprint-shows-the-value",
        at: "fingerprint",
        code: `createHash("sha256").update(value).digest("hex").slice(0, 16)`,
        to: "value",
      },
    ],
  },
  {
    tests: unit("archives/prepare"),
    mutations: [
      { name: "any-archive-is-used", at: "assertChecksum", code: "actual === sha256", to: "true" },
      {
        name: "archive-from-the-cache-unverified",
        at: "downloadArchive",
        code: "await assertChecksum(target, archive, target);",
      },
    ],
  },
  {
    tests: repository("supplyChain"),
    mutations: [{ name: "jars-of-any-checksum", at: "runMaven", code: `"--strict-checksums"` }],
  },
]);
