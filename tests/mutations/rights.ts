import { flattened, policy, unit } from "./mutation";

/** Permissions that are wider, and roles that more may take on. */
export const rights = flattened([
  {
    tests: unit("connectors/s3Sink"),
    mutations: [
      {
        name: "lake-written-under-any-name",
        at: "bucketGrants",
        code: "interpolate`${arn}/${topic}/*`",
        to: "interpolate`${arn}/*`",
      },
      {
        name: "lake-key-for-the-sink-itself",
        at: "bucketGrants encrypt conditions",
      },
    ],
  },
  {
    tests: unit("connectors/kafkaGrants"),
    mutations: [
      {
        name: "connect-alters-cluster",
        at: "connectTo",
        code: `"kafka-cluster:DescribeCluster"`,
        to: `"kafka-cluster:AlterCluster", "kafka-cluster:DescribeCluster"`,
      },
      {
        name: "workers-make-their-offsets-topic",
        at: "keepOffsets",
        code: `"DescribeTopic"`,
        to: `"CreateTopic", "DescribeTopic"`,
      },
      {
        name: "readers-write-topics",
        at: "readTopics",
        code: `"ReadData"`,
        to: `"ReadData", "WriteData"`,
      },
      {
        name: "writers-read-topics",
        at: "writeTopics",
        code: `"WriteData"`,
        to: `"ReadData", "WriteData"`,
      },
      {
        name: "owners-delete-topics",
        at: "ownTopics",
        code: `"CreateTopic"`,
        to: `"CreateTopic", "DeleteTopic"`,
      },
      {
        name: "members-delete-groups",
        at: "joinGroups",
        code: `"DescribeGroup"`,
        to: `"DeleteGroup", "DescribeGroup"`,
      },
      {
        name: "grants-on-topics-and-groups-of-any-name",
        at: "within",
        code: '`${clusterArn.replace(":cluster/", `:${kind}/`)}/${name}`',
        to: '`${clusterArn.replace(":cluster/", `:${kind}/`)}/*`',
      },
      {
        name: "workers-share-internal-topics",
        at: "workersOwn",
        code: "`__amazon_msk_connect_${role}_${connector}_*`",
        to: "`__amazon_msk_connect_${role}_*`",
      },
      { name: "trust-for-any-account", at: "serviceTrust StringEquals" },
      { name: "trust-for-any-source", at: "serviceTrust ArnLike" },
      {
        name: "trust-for-any-connector",
        at: "connectorTrust source",
        to: "`arn:${partition}:kafkaconnect:${region}:${account}:connector/*`",
      },
    ],
  },
  {
    tests: unit("components/kafkaClient/role", "connectors/connectors"),
    mutations: [
      {
        name: "people-alter-topics",
        at: "useTopics",
        code: `"DescribeTopic"`,
        to: `"AlterTopic", "DescribeTopic"`,
      },
      {
        name: "idempotent-writers-alter-cluster",
        at: "writeIdempotently",
        code: `"kafka-cluster:WriteDataIdempotently"`,
        to: `"kafka-cluster:AlterCluster", "kafka-cluster:WriteDataIdempotently"`,
      },
      { name: "policies-without-their-conditions", at: "statement Condition" },
    ],
  },
  {
    tests: [...unit("outputs/access"), ...policy("iamDecisions")],
    mutations: [
      {
        name: "readers-join-any-group",
        at: "readerGrants",
        code: `readerGroup(topic, "*")`,
        to: `"*"`,
      },
      {
        name: "readers-of-a-topic-read-all",
        at: "readerGrants",
        code: "readTopics(clusterArn, topics)",
        to: `readTopics(clusterArn, ["*"])`,
      },
      { name: "everybody-reads-the-topics", at: "accountsPolicy AWS", to: `["*"]` },
      { name: "reader-reads-any-table", at: "tableReaderPolicy read resources", to: `["*"]` },
      { name: "reader-key-for-any-use", at: "decrypt conditions" },
    ],
  },
  {
    tests: unit("connectors/debeziumMySql", "stages/guards"),
    mutations: [
      {
        name: "secret-is-changed-by-its-reader",
        at: "secretGrants read",
        code: `"secretsmanager:GetSecretValue"`,
        to: `"secretsmanager:GetSecretValue", "secretsmanager:PutSecretValue"`,
      },
      { name: "any-secret-is-read", at: "secretGrants read resources", to: `["*"]` },
      { name: "secret-key-for-any-use", at: "secretGrants conditions" },
    ],
  },
  {
    tests: unit("connectors/connectors", "stages/guards"),
    mutations: [
      {
        name: "sink-scans-tables",
        at: "tableGrants",
        code: `...(licenceBrokers === undefined ? [] : ["dynamodb:Scan"])`,
        to: `"dynamodb:Scan"`,
      },
      {
        name: "sink-deletes-tables",
        at: "tableGrants",
        code: `"dynamodb:DescribeTable"`,
        to: `"dynamodb:DeleteTable", "dynamodb:DescribeTable"`,
      },
      { name: "sink-writes-any-table", at: "tableGrants write resources", to: `["*"]` },
      {
        name: "table-key-is-granted-on",
        at: "tableGrants",
        code: `"kms:Encrypt"`,
        to: `"kms:CreateGrant", "kms:Encrypt"`,
      },
      { name: "table-key-for-any-use", at: "tableGrants conditions" },
    ],
  },
  {
    tests: unit("components/kafkaClient/role"),
    mutations: [
      {
        name: "client-joins-any-group",
        at: "kafkaGrants",
        code: `"console-consumer-*"`,
        to: `"*"`,
      },
      { name: "client-fetches-any-archive", at: "archiveGrants fetch resources", to: `["*"]` },
      {
        name: "client-overwrites-archives",
        at: "archiveGrants fetch",
        code: `"s3:GetObjectVersion"`,
        to: `"s3:GetObjectVersion", "s3:PutObject"`,
      },
      { name: "client-key-for-any-use", at: "archiveGrants conditions" },
      {
        name: "client-reads-all-parameters",
        at: "sessions actions",
        code: `"ssm:UpdateInstanceInformation"`,
        to: `"ssm:GetParameter", "ssm:UpdateInstanceInformation"`,
      },
    ],
  },
  {
    tests: unit("components/network/network", "stages/guards"),
    mutations: [
      {
        name: "flow-logs-write-any-log-group",
        at: "deliveryPolicy",
        code: "`${logGroupArn}:*`",
        to: `"*"`,
      },
      {
        name: "flow-logs-delete-logs",
        at: "deliveryPolicy",
        code: `"logs:CreateLogStream"`,
        to: `"logs:CreateLogStream", "logs:DeleteLogStream"`,
      },
    ],
  },
  {
    tests: unit("components/encryptionKey", "stages/guards"),
    mutations: [
      { name: "key-for-any-log-group", at: "keyPolicy Condition" },
      {
        name: "logs-service-grants-key-on",
        at: "encrypting",
        code: `"kms:DescribeKey"`,
        to: `"kms:CreateGrant", "kms:DescribeKey"`,
      },
    ],
  },
]);
