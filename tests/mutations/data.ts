import { flattened, unit } from "./mutation";

/** What is stored without encryption, versions, backups or protection, or is seen by the public. */
export const data = flattened([
  {
    file: "components/pluginBucket/secureBucket.ts",
    tests: unit("components/pluginBucket/pluginBucket"),
    mutations: [
      {
        name: "bucket-takes-public-lists",
        from: "blockPublicAcls: true,",
        to: "blockPublicAcls: false,",
      },
      {
        name: "bucket-takes-public-policies",
        from: "blockPublicPolicy: true,",
        to: "blockPublicPolicy: false,",
      },
      {
        name: "bucket-is-open-to-the-public",
        from: "restrictPublicBuckets: true,",
        to: "restrictPublicBuckets: false,",
      },
      {
        name: "bucket-has-access-lists",
        from: `"BucketOwnerEnforced"`,
        to: `"BucketOwnerPreferred"`,
      },
      {
        name: "bucket-without-the-own-key",
        from: "rules: [encryptionRule(kmsKeyArn)]",
        to: "rules: [encryptionRule(undefined)]",
      },
      {
        name: "bucket-without-versions",
        from: `versioningConfiguration: { status: "Enabled" }`,
        to: `versioningConfiguration: { status: "Suspended" }`,
      },
      { name: "bucket-without-tls", from: `Effect: "Deny",`, to: `Effect: "Allow",` },
      {
        name: "objects-without-tls",
        from: "Resource: [bucketArn, `${bucketArn}/*`],",
        to: "Resource: [bucketArn],",
      },
      {
        name: "protected-bucket-is-emptied",
        from: "forceDestroy: !deletionProtection,",
        to: "forceDestroy: true,",
      },
      {
        name: "bucket-unprotected",
        from: "protect: deletionProtection }",
        to: "protect: false }",
      },
      {
        name: "archive-before-encryption",
        from: "ownership, encryption, versioning, policy]",
        to: "ownership, versioning, policy]",
      },
    ],
  },
  {
    file: "components/pluginBucket/pluginBucket.ts",
    tests: unit("components/pluginBucket/pluginBucket"),
    mutations: [
      { name: "connector-stopped-for-its-plugin", from: "...createdFirst, ", to: "" },
      { name: "plugin-of-any-version", from: "objectVersion: versionId,", to: "" },
      { name: "archive-before-safeguards", from: ", dependsOn: this.safeguards", to: "" },
      {
        name: "archive-key-without-its-hash",
        from: "key: pulumi.interpolate`${name}/${version}-${prepared.sha256}.zip`,",
        to: "key: `${name}/${version}.zip`,",
      },
    ],
  },
  {
    file: "components/dynamoDbTable.ts",
    tests: unit("components/dynamoDbTable"),
    mutations: [
      {
        name: "table-without-the-own-key",
        from: ": { serverSideEncryption: { enabled: true, kmsKeyArn: args.kmsKeyArn } }),",
        to: ": {}),",
      },
      {
        name: "table-without-recovery",
        from: "{ enabled: args.pointInTimeRecovery ?? false }",
        to: "{ enabled: false }",
      },
      {
        name: "table-is-deleted-by-anybody",
        from: "deletionProtectionEnabled: deletionProtection,",
        to: "deletionProtectionEnabled: false,",
      },
      {
        name: "table-unprotected",
        from: "deleteBeforeReplace: true, protect: deletionProtection",
        to: "deleteBeforeReplace: true",
      },
      { name: "table-made-twice", from: "deleteBeforeReplace: true, ", to: "" },
    ],
  },
  {
    file: "components/encryptionKey.ts",
    tests: unit("components/encryptionKey"),
    mutations: [
      { name: "key-unrotated", from: "enableKeyRotation: true,", to: "enableKeyRotation: false," },
      {
        name: "key-lost-within-a-week",
        from: "deletionWindowInDays: 30,",
        to: "deletionWindowInDays: 7,",
      },
      {
        name: "key-unprotected",
        from: "protect: args.deletionProtection ?? false",
        to: "protect: false",
      },
    ],
  },
  {
    file: "components/kafkaTopic.ts",
    tests: unit("components/kafkaTopic", "stages/guards"),
    mutations: [
      {
        name: "topic-unprotected",
        from: "protect: args.deletionProtection ?? false,",
        to: "",
      },
      {
        name: "topic-deleted-for-more-copies",
        from: 'ignoreChanges: ["replicationFactor"],',
        to: "",
      },
      {
        name: "history-of-schemas-ends",
        from: `"retention.ms": "-1", "retention.bytes": "-1" }`,
        to: `"retention.ms": "86400000" }`,
      },
    ],
  },
  {
    file: "components/auroraMySql/cluster.ts",
    tests: unit("components/auroraMySql/auroraMySql", "components/auroraMySql/deletion"),
    mutations: [
      {
        name: "database-unencrypted",
        from: "storageEncrypted: true,",
        to: "storageEncrypted: false,",
      },
      {
        name: "database-without-the-own-key",
        from: "{ kmsKeyId: kmsKeyArn, masterUserSecretKmsKeyId: kmsKeyArn }",
        to: "{ masterUserSecretKmsKeyId: kmsKeyArn }",
      },
      {
        name: "master-secret-without-the-own-key",
        from: "{ kmsKeyId: kmsKeyArn, masterUserSecretKmsKeyId: kmsKeyArn }",
        to: "{ kmsKeyId: kmsKeyArn }",
      },
      {
        name: "database-is-public",
        from: "publiclyAccessible: false,",
        to: "publiclyAccessible: true,",
      },
      {
        name: "master-password-in-the-state",
        from: "manageMasterUserPassword: true,",
        to: `masterPassword: "correct-horse-battery",`,
      },
      {
        name: "database-is-deleted-by-anybody",
        from: `    deletionProtection,
    deleteAutomatedBackups: false,`,
        to: "    deleteAutomatedBackups: false,",
      },
      {
        name: "backups-go-with-the-database",
        from: "deleteAutomatedBackups: false,",
        to: "deleteAutomatedBackups: true,",
      },
      {
        name: "last-snapshot-collides",
        from: "`${clusterName}-final-${suffix}`",
        to: "`${clusterName}-final`",
      },
      {
        name: "database-without-a-last-snapshot",
        from: "skipFinalSnapshot: false,",
        to: "skipFinalSnapshot: true,",
      },
      {
        name: "database-unprotected",
        from: "protect: deletionProtection,",
        to: "",
      },
      {
        name: "database-keeps-no-backups",
        from: "backupRetentionPeriod: args.backupDays,",
        to: "backupRetentionPeriod: 1,",
      },
    ],
  },
  {
    file: "components/auroraMySql/bootstrap.ts",
    tests: unit("components/auroraMySql/auroraMySql", "components/auroraMySql/deletion"),
    mutations: [
      {
        name: "capture-secret-without-the-own-key",
        from: "...(args.kmsKeyArn === undefined ? {} : { kmsKeyId: args.kmsKeyArn }),",
        to: "",
      },
      {
        name: "capture-secret-is-gone-at-once",
        from: "args.deletionProtection ? 30 : 0",
        to: "0",
      },
    ],
  },
]);
