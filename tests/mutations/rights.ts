import { flattened, unit } from "./mutation";

/** Permissions that are wider, and roles that more may take on. */
export const rights = flattened([
  {
    file: "connectors/kafkaGrants.ts",
    tests: unit("connectors/kafkaGrants"),
    mutations: [
      {
        name: "connect-alters-cluster",
        from: `actions: ["kafka-cluster:Connect", "kafka-cluster:DescribeCluster"],`,
        to: `actions: ["kafka-cluster:Connect", "kafka-cluster:DescribeCluster", "kafka-cluster:AlterCluster"],`,
      },
      {
        name: "workers-make-their-offsets-topic",
        from: `const actions = ["DescribeTopic", "ReadData", "WriteData"];`,
        to: `const actions = ["CreateTopic", "DescribeTopic", "ReadData", "WriteData"];`,
      },
      {
        name: "readers-write-topics",
        from: `grant("ReadTopics", ["DescribeTopic", "ReadData"]`,
        to: `grant("ReadTopics", ["DescribeTopic", "ReadData", "WriteData"]`,
      },
      {
        name: "writers-read-topics",
        from: `grant("WriteTopics", ["DescribeTopic", "WriteData"]`,
        to: `grant("WriteTopics", ["DescribeTopic", "ReadData", "WriteData"]`,
      },
      {
        name: "owners-delete-topics",
        from: `["CreateTopic", "DescribeTopic", "ReadData", "WriteData"]`,
        to: `["CreateTopic", "DeleteTopic", "DescribeTopic", "ReadData", "WriteData"]`,
      },
      {
        name: "members-delete-groups",
        from: `["AlterGroup", "DescribeGroup"]`,
        to: `["AlterGroup", "DeleteGroup", "DescribeGroup"]`,
      },
      {
        name: "grants-on-topics-and-groups-of-any-name",
        from: "}/${name}`;",
        to: "}/*`;",
      },
      {
        name: "workers-share-internal-topics",
        from: "__amazon_msk_connect_${role}_${connector}_*",
        to: "__amazon_msk_connect_${role}_*",
      },
      {
        name: "trust-for-any-account",
        from: `StringEquals: { "aws:SourceAccount": account },`,
        to: "",
      },
      {
        name: "trust-for-any-source",
        from: `ArnLike: { "aws:SourceArn": source },`,
        to: "",
      },
      {
        name: "trust-for-any-connector",
        from: ":connector/${connector}/*",
        to: ":connector/*",
      },
    ],
  },
  {
    file: "connectors/kafkaGrants.ts",
    tests: unit("components/kafkaClient/role", "connectors/connectors"),
    mutations: [
      {
        name: "people-alter-topics",
        from: `["DescribeTopic", "DescribeTopicDynamicConfiguration", "ReadData", "WriteData"]`,
        to: `["AlterTopic", "DescribeTopic", "DescribeTopicDynamicConfiguration", "ReadData", "WriteData"]`,
      },
      {
        name: "idempotent-writers-alter-cluster",
        from: `actions: ["kafka-cluster:WriteDataIdempotently"],`,
        to: `actions: ["kafka-cluster:AlterCluster", "kafka-cluster:WriteDataIdempotently"],`,
      },
      {
        name: "policies-without-their-conditions",
        from: "...(conditions === undefined ? {} : { Condition: conditions }),",
        to: "",
      },
    ],
  },
  {
    file: "connectors/secrets.ts",
    tests: unit("connectors/debeziumMySql", "stages/guards"),
    mutations: [
      {
        name: "secret-is-changed-by-its-reader",
        from: `actions: ["secretsmanager:GetSecretValue"],`,
        to: `actions: ["secretsmanager:GetSecretValue", "secretsmanager:PutSecretValue"],`,
      },
      { name: "any-secret-is-read", from: "resources: [arn],", to: `resources: ["*"],` },
      {
        name: "secret-key-for-any-use",
        from: 'conditions: { StringEquals: { "kms:ViaService": `secretsmanager.${region}.amazonaws.com` } },',
        to: "",
      },
    ],
  },
  {
    file: "connectors/dynamoDbSink.ts",
    tests: unit("connectors/connectors", "stages/guards"),
    mutations: [
      {
        name: "sink-scans-tables",
        from: `...(licenceBrokers === undefined ? [] : ["dynamodb:Scan"]),`,
        to: `"dynamodb:Scan",`,
      },
      {
        name: "sink-deletes-tables",
        from: `"dynamodb:DescribeTable",`,
        to: `"dynamodb:DeleteTable", "dynamodb:DescribeTable",`,
      },
      {
        name: "sink-writes-any-table",
        from: "resources: tables.map(({ arn }) => arn),",
        to: `resources: ["*"],`,
      },
      {
        name: "table-key-is-granted-on",
        from: `"kms:Encrypt", "kms:GenerateDataKey"]`,
        to: `"kms:CreateGrant", "kms:Encrypt", "kms:GenerateDataKey"]`,
      },
      {
        name: "table-key-for-any-use",
        from: 'conditions: { StringEquals: { "kms:ViaService": `dynamodb.${region}.amazonaws.com` } },',
        to: "",
      },
    ],
  },
  {
    file: "components/kafkaClient/role.ts",
    tests: unit("components/kafkaClient/role"),
    mutations: [
      { name: "client-joins-any-group", from: `["console-consumer-*", `, to: `["*", ` },
      {
        name: "client-fetches-any-archive",
        from: "resources: [archiveArn],",
        to: `resources: ["*"],`,
      },
      {
        name: "client-overwrites-archives",
        from: `actions: ["s3:GetObjectVersion"],`,
        to: `actions: ["s3:GetObjectVersion", "s3:PutObject"],`,
      },
      {
        name: "client-key-for-any-use",
        from: 'conditions: { StringEquals: { "kms:ViaService": `s3.${region}.amazonaws.com` } },',
        to: "",
      },
      {
        name: "client-reads-all-parameters",
        from: `"ssm:UpdateInstanceInformation",`,
        to: `"ssm:GetParameter", "ssm:UpdateInstanceInformation",`,
      },
    ],
  },
  {
    file: "components/network/flowLogs.ts",
    tests: unit("components/network/network", "stages/guards"),
    mutations: [
      {
        name: "flow-logs-write-any-log-group",
        from: "resources: [`${logGroupArn}:*`],",
        to: `resources: ["*"],`,
      },
      {
        name: "flow-logs-delete-logs",
        from: `actions: ["logs:CreateLogStream",`,
        to: `actions: ["logs:CreateLogStream", "logs:DeleteLogStream",`,
      },
    ],
  },
  {
    file: "components/encryptionKey.ts",
    tests: unit("components/encryptionKey", "stages/guards"),
    mutations: [
      {
        name: "key-for-any-log-group",
        from: `Condition: { ArnLike: { "kms:EncryptionContext:aws:logs:arn": logGroupArns } },`,
        to: "",
      },
      {
        name: "logs-service-grants-key-on",
        from: `"kms:DescribeKey",`,
        to: `"kms:CreateGrant", "kms:DescribeKey",`,
      },
    ],
  },
]);
