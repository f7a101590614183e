import { flattened, unit } from "./mutation";

/** What is stored without encryption, versions, backups or protection, or is seen by the public. */
export const data = flattened([
  {
    tests: unit("components/pluginBucket/pluginBucket"),
    mutations: [
      { name: "bucket-takes-public-lists", at: "secureBucket blockPublicAcls", to: "false" },
      { name: "bucket-takes-public-policies", at: "secureBucket blockPublicPolicy", to: "false" },
      {
        name: "bucket-is-open-to-the-public",
        at: "secureBucket restrictPublicBuckets",
        to: "false",
      },
      {
        name: "bucket-has-access-lists",
        at: "secureBucket objectOwnership",
        to: `"BucketOwnerPreferred"`,
      },
      {
        name: "bucket-without-the-own-key",
        at: "secureBucket encryption rules",
        to: "[encryptionRule(undefined)]",
      },
      { name: "bucket-without-versions", at: "secureBucket status", to: `"Suspended"` },
      { name: "bucket-without-tls", at: "bucketPolicy Effect", to: `"Allow"` },
      { name: "objects-without-tls", at: "bucketPolicy Resource", code: "`${bucketArn}/*`" },
      { name: "protected-bucket-is-emptied", at: "secureBucket forceDestroy", to: "true" },
      { name: "bucket-unprotected", at: "secureBucket protect", to: "false" },
      { name: "archive-before-encryption", at: "secureBucket safeguards", code: "encryption" },
    ],
  },
  {
    tests: unit("components/pluginBucket/pluginBucket"),
    mutations: [
      { name: "failed-plugin-taken-for-sound", at: "PluginBucket replaceOnChanges" },
      { name: "plugin-of-any-version", at: "PluginBucket objectVersion" },
      { name: "archive-before-safeguards", at: "PluginBucket dependsOn" },
      {
        name: "archive-key-without-its-hash",
        at: "PluginBucket object key",
        to: "`${name}/${version}.zip`",
      },
    ],
  },
  {
    tests: unit("stages/lake"),
    mutations: [
      { name: "lake-unprotected", at: "createBucket deletionProtection", to: "false" },
      {
        name: "orders-made-twice",
        at: "ordersStream",
        code: "streams.get(platform)",
        to: "undefined",
      },
    ],
  },
  {
    tests: unit("local/lake"),
    mutations: [
      {
        name: "lake-lacks-records-unseen",
        at: "compareLake",
        code: "!found.has(placeOf(record))",
        to: "false",
      },
      { name: "records-in-another-hour-unseen", at: "differencesOf expected hour" },
      {
        name: "dynamodb-local-for-no-table",
        at: "storesInTables",
        code: `"aws.dynamodb.endpoint" in config`,
        to: "true",
      },
    ],
  },
  {
    tests: unit("operate/check"),
    mutations: [
      {
        name: "bucket-that-is-gone-is-well",
        at: "judgeBucket",
        code: "hasObjects === undefined",
        to: "false",
      },
    ],
  },
  {
    tests: unit("components/dynamoDbTable"),
    mutations: [
      { name: "table-without-the-own-key", at: "DynamoDbTable serverSideEncryption" },
      {
        name: "table-without-recovery",
        at: "DynamoDbTable pointInTimeRecovery enabled",
        to: "false",
      },
      {
        name: "table-is-deleted-by-anybody",
        at: "DynamoDbTable deletionProtectionEnabled",
        to: "false",
      },
      { name: "table-unprotected", at: "DynamoDbTable protect" },
      { name: "table-made-twice", at: "DynamoDbTable deleteBeforeReplace" },
    ],
  },
  {
    tests: unit("components/encryptionKey"),
    mutations: [
      { name: "key-unrotated", at: "EncryptionKey enableKeyRotation", to: "false" },
      { name: "key-lost-within-a-week", at: "EncryptionKey deletionWindowInDays", to: "7" },
      { name: "key-unprotected", at: "EncryptionKey protect", to: "false" },
    ],
  },
  {
    tests: unit("components/kafkaTopic", "stages/guards"),
    mutations: [
      { name: "topic-unprotected", at: "KafkaTopic protect" },
      { name: "topic-deleted-for-more-copies", at: "KafkaTopic ignoreChanges" },
      {
        name: "history-of-schemas-ends",
        at: "retentionConfigs",
        code: `{ "cleanup.policy": "delete", "retention.ms": "-1", "retention.bytes": "-1" }`,
        to: `{ "cleanup.policy": "delete", "retention.ms": "86400000" }`,
      },
    ],
  },
  {
    tests: unit("components/mskServerlessCluster", "stages/serverless"),
    mutations: [
      { name: "serverless-cluster-unprotected", at: "MskServerlessCluster protect", to: "false" },
      {
        name: "serverless-clients-without-identity",
        at: "MskServerlessCluster iam enabled",
        to: "false",
      },
    ],
  },
  {
    tests: unit("connectors/topicCreation", "connectors/kafkaGrants", "stages/serverless"),
    mutations: [
      {
        name: "nobody-may-make-topics",
        at: "connectorGrants",
        code: "...createTopics(clusterArn, creates)",
      },
      {
        name: "sinks-ask-for-topics",
        at: "makingTopics consumer.allow.auto.create.topics",
        to: `"true"`,
      },
      { name: "topics-of-one-copy", at: "COPIES_OF_BROKERS", to: "1" },
      {
        name: "sinks-before-their-topics",
        at: "StartOrder",
        code: "creates.some((topic) => reads.includes(topic))",
        to: "false",
      },
    ],
  },
  {
    tests: unit("components/aurora/auroraMySql", "components/aurora/deletion"),
    mutations: [
      { name: "database-unencrypted", at: "createCluster storageEncrypted", to: "false" },
      { name: "database-without-the-own-key", at: "encryption kmsKeyId" },
      { name: "master-secret-without-the-own-key", at: "encryption masterUserSecretKmsKeyId" },
      { name: "database-is-public", at: "createInstances publiclyAccessible", to: "true" },
      {
        name: "master-password-in-the-state",
        at: "createCluster",
        code: "manageMasterUserPassword: true",
        to: `masterPassword: "correct-horse-battery"`,
      },
      { name: "database-is-deleted-by-anybody", at: "createCluster deletionProtection" },
      {
        name: "backups-go-with-the-database",
        at: "lastBackups",
        code: "deleteAutomatedBackups: false",
        to: "deleteAutomatedBackups: true",
      },
      {
        name: "last-snapshot-collides",
        at: "finalSnapshotName",
        code: "`${clusterName}-final-${suffix}`",
        to: "`${clusterName}-final`",
      },
      {
        name: "database-without-a-last-snapshot",
        at: "lastBackups",
        code: "skipFinalSnapshot: false",
        to: "skipFinalSnapshot: true",
      },
      { name: "database-unprotected", at: "createCluster protect" },
      { name: "database-keeps-no-backups", at: "createCluster backupRetentionPeriod", to: "1" },
    ],
  },
  {
    tests: unit("components/aurora/auroraMySql", "components/aurora/deletion"),
    mutations: [
      { name: "capture-secret-without-the-own-key", at: "captureSecret kmsKeyId" },
      { name: "capture-secret-is-gone-at-once", at: "captureSecret recoveryWindowInDays", to: "0" },
    ],
  },
]);
