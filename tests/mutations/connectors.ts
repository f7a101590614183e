import { flattened, repository, unit } from "./mutation";

/** Connectors that show a secret, lose their place, speak in the clear or start too early. */
export const connectors = flattened([
  {
    file: "components/mskConnector/mskConnector.ts",
    tests: unit(
      "components/mskConnector/changes",
      "components/mskConnector/mskConnector",
      "stages/guards",
    ),
    mutations: [
      {
        name: "connector-without-identity",
        from: `authenticationType: "IAM"`,
        to: `authenticationType: "NONE"`,
      },
      {
        name: "connector-speaks-plaintext",
        from: `encryptionType: "TLS"`,
        to: `encryptionType: "PLAINTEXT"`,
      },
      {
        name: "connector-unlogged",
        from: "{ enabled: true, logGroup: workerLogs.name }",
        to: "{ enabled: false }",
      },
      {
        name: "connector-before-its-policy",
        from: "dependsOn: [role.policy, group,",
        to: "dependsOn: [group,",
      },
      {
        name: "connector-before-its-topics",
        from: "dependsOn: [role.policy, group, ...(args.startAfter ?? [])],",
        to: "dependsOn: [role.policy, group],",
      },
      { name: "connector-made-twice", from: "deleteBeforeReplace: true,", to: "" },
      {
        name: "any-number-of-workers-captures",
        from: "...capacityChecks(args.capacity, connector.singleWorker),",
        to: "...capacityChecks(args.capacity),",
      },
      {
        name: "changes-replace-nothing",
        from: `updates === "replace" ? ["connectorConfiguration"] : []`,
        to: "[]",
      },
      { name: "failed-connector-stays", from: "FAILED_CREATION,", to: "" },
      {
        name: "scaling-is-a-change",
        from: `scales(args.capacity) ? ['connectorConfiguration["tasks.max"]'] : []`,
        to: "[]",
      },
      {
        name: "connectors-unverified",
        from: "verifyConnector(name, deployed, { config, capacity, logGroupName: workerLogs.name }, this);",
        to: "",
      },
      {
        name: "worker-without-its-configuration",
        from: "workerConfiguration: workerConfiguration(name, connector, args.offsetsTopic, tags, this),",
        to: "",
      },
    ],
  },
  {
    file: "components/mskConnector/worker.ts",
    tests: unit("components/mskConnector/changes"),
    mutations: [
      {
        name: "worker-stopped-for-its-configuration",
        from: ", ...createdFirst }",
        to: " }",
      },
      {
        name: "worker-outlives-its-offsets",
        from: ".output(offsetsTopic)",
        to: '.output(worker["offset.storage.topic"] ?? "")',
      },
    ],
  },
  {
    file: "components/mskConnector/verification.ts",
    tests: unit("components/mskConnector/changes", "stages/guards"),
    mutations: [
      {
        name: "new-connector-unverified",
        from: "triggers: [connectorArn, expected,",
        to: "triggers: [expected,",
      },
      {
        name: "configuration-in-the-command",
        from: "pulumi.output(config).apply(fingerprint)",
        to: "pulumi.output(config)",
      },
    ],
  },
  {
    file: "components/mskConnector/capacity.ts",
    tests: unit("components/mskConnector/mskConnector", "stages/guards"),
    mutations: [
      {
        name: "one-worker-is-ten",
        from: "singleWorker === undefined ? CONNECTOR_WORKERS.most : least",
        to: "CONNECTOR_WORKERS.most",
      },
    ],
  },
  {
    file: "connectors/debeziumMySql.ts",
    tests: unit("connectors/debeziumMySql", "stages/guards"),
    mutations: [
      {
        name: "database-password-in-the-clear",
        from: `secretReference(credentials, "password")`,
        to: `"correct-horse-battery"`,
      },
      { name: "secrets-without-provider", from: "secretsProvider(region), ", to: "" },
      {
        name: "database-unverified",
        from: `"database.ssl.mode": "verify_identity",`,
        to: `"database.ssl.mode": "required",`,
      },
      {
        name: "database-of-any-authority",
        from: `"database.ssl.truststore": rdsTruststore("truststore"),`,
        to: "",
      },
      {
        name: "schemas-acknowledged-by-one-broker",
        from: '[`${history}producer.acks`]: "all",',
        to: "",
      },
      {
        name: "history-without-iam",
        from: "...iamClient(`${history}consumer.`),",
        to: "",
      },
      {
        name: "capture-begins-anew",
        from: "workerProperties(\n      own.offsets,",
        to: 'workerProperties(\n      "",',
      },
      { name: "capture-takes-many-workers", from: "singleWorker: ONE_WORKER,", to: "" },
      {
        name: "secret-restarts-capture",
        from: `"config.action.reload": "none",`,
        to: "",
      },
    ],
  },
  {
    file: "connectors/datagen.ts",
    tests: unit("connectors/connectors"),
    mutations: [
      {
        name: "source-begins-anew",
        from: "workerProperties(own.offsets)",
        to: 'workerProperties("")',
      },
      { name: "orders-are-made-twice", from: `"tasks.max": "1",`, to: `"tasks.max": "2",` },
    ],
  },
  {
    file: "connectors/connector.ts",
    tests: unit("connectors/connectors", "connectors/debeziumMySql", "connectors/workers"),
    mutations: [
      {
        name: "kafka-clients-speak-plaintext",
        from: `security.protocol\`]: "SASL_SSL"`,
        to: `security.protocol\`]: "SASL_PLAINTEXT"`,
      },
      {
        name: "workers-connect-in-haste",
        from: 'reconnect.backoff.ms`]: "1000"',
        to: 'reconnect.backoff.ms`]: "50"',
      },
      {
        name: "dead-letters-without-reason",
        from: `"errors.deadletterqueue.context.headers.enable": "true",`,
        to: "",
      },
    ],
  },
  {
    file: "support/fingerprint.ts",
    tests: unit("deploy/checkConnector", "stages/guards"),
    mutations: [
      {
        name: "fingerprint-shows-the-value",
        from: `createHash("sha256").update(value).digest("hex").slice(0, 16)`,
        to: "value",
      },
    ],
  },
  {
    file: "archives/download.ts",
    tests: unit("archives/prepare"),
    mutations: [
      {
        name: "any-archive-is-used",
        from: "if (actual === archive.sha256) return;",
        to: "return;",
      },
      {
        name: "archive-from-the-cache-unverified",
        from: "if (existsSync(target)) return fileOf(archive, target);",
        to: "if (existsSync(target)) return target;",
      },
    ],
  },
  {
    file: "support/maven.ts",
    tests: repository("supplyChain"),
    mutations: [{ name: "jars-of-any-checksum", from: `"--strict-checksums", `, to: "" }],
  },
]);
