import type { Resource } from "../../policy/rule";

/**
 * A small stack with nothing wrong in it. Each example of a violation is this stack with one thing
 * changed, so that what a rule reports is about that thing alone.
 */
const tags = { Project: "orders", Stage: "prod", ManagedBy: "pulumi" };
const kmsKeyId = "arn:aws:kms:us-east-1:123456789012:key/1";
const alarmActions = ["arn:aws:sns:us-east-1:123456789012:orders-prod-alarms"];
const topics = "arn:aws:kafka:us-east-1:123456789012:topic/orders/uuid";

export const exemplary: readonly Resource[] = [
  resource("cluster", "aws:msk/cluster:Cluster", {
    clusterName: "orders",
    kafkaVersion: "3.9.x",
    numberOfBrokerNodes: 3,
    enhancedMonitoring: "PER_TOPIC_PER_BROKER",
    brokerNodeGroupInfo: {
      instanceType: "kafka.m7g.large",
      clientSubnets: ["subnet-1", "subnet-2", "subnet-3"],
      connectivityInfo: { publicAccess: { type: "DISABLED" } },
    },
    clientAuthentication: { sasl: { iam: true }, unauthenticated: false },
    encryptionInfo: {
      encryptionAtRestKmsKeyArn: kmsKeyId,
      encryptionInTransit: { clientBroker: "TLS", inCluster: true },
    },
    loggingInfo: { brokerLogs: { cloudwatchLogs: { enabled: true } } },
  }),
  resource("cluster-policy", "aws:msk/clusterPolicy:ClusterPolicy", {
    policy: JSON.stringify({
      Statement: {
        Effect: "Allow",
        Principal: { AWS: "arn:aws:iam::210987654321:root" },
        Action: "kafka-cluster:ReadData",
        Resource: `${topics}/sales`,
      },
    }),
  }),
  resource("plugin", "aws:mskconnect/customPlugin:CustomPlugin", {
    location: { s3: { fileKey: "plugin.zip", objectVersion: "1" } },
  }),
  resource("worker", "aws:mskconnect/workerConfiguration:WorkerConfiguration", {
    arn: "arn:worker",
    propertiesFileContent:
      "key.converter=Json\noffset.storage.topic=__amazon_msk_connect_offsets_prod_sales\n",
  }),
  resource(
    "source",
    "aws:mskconnect/connector:Connector",
    {
      name: "prod-source",
      ...connector({
        "connector.class": "io.debezium.connector.mysql.MySqlConnector",
        "tasks.max": "1",
        "database.password": "${secretsManager:sales:password}",
        "schema.history.internal.producer.sasl.jaas.config":
          "software.amazon.msk.auth.iam.IAMLoginModule required;",
      }),
      workerConfiguration: { arn: "arn:worker", revision: 1 },
    },
    { workerConfiguration: "worker" },
  ),
  resource("sink", "aws:mskconnect/connector:Connector", {
    name: "prod-sink",
    ...connector({
      "connector.class": "DynamoDbSinkConnector",
      "tasks.max": "6",
      topics: "orders",
    }),
    capacity: { autoscaling: { mcuCount: 1, minWorkerCount: 1, maxWorkerCount: 3 } },
  }),
  resource("role", "aws:iam/role:Role", {
    assumeRolePolicy: JSON.stringify({
      Statement: [
        {
          Effect: "Allow",
          Principal: { Service: "kafkaconnect.amazonaws.com" },
          Action: "sts:AssumeRole",
          Condition: { StringEquals: { "aws:SourceAccount": "123456789012" } },
        },
      ],
    }),
  }),
  resource("role-policy", "aws:iam/rolePolicy:RolePolicy", {
    policy: JSON.stringify({
      Statement: {
        Sid: "OwnTopics",
        Effect: "Allow",
        Action: ["kafka-cluster:CreateTopic", "kafka-cluster:ReadData"],
        Resource: [`${topics}/__amazon_msk_connect_*`],
      },
    }),
  }),
  resource("bucket", "aws:s3/bucket:Bucket", { id: "plugins", bucket: "plugins" }),
  ofBucket("privacy", "PublicAccessBlock", {
    blockPublicAcls: true,
    blockPublicPolicy: true,
    ignorePublicAcls: true,
    restrictPublicBuckets: true,
  }),
  ofBucket("bucket-policy", "Policy", {
    policy: JSON.stringify({
      Statement: [
        {
          Effect: "Deny",
          Principal: "*",
          Action: "s3:*",
          Resource: ["arn:aws:s3:::plugins", "arn:aws:s3:::plugins/*"],
          Condition: { Bool: { "aws:SecureTransport": "false" } },
        },
      ],
    }),
  }),
  ofBucket("versioning", "Versioning", { versioningConfiguration: { status: "Enabled" } }),
  ofBucket("encryption", "ServerSideEncryptionConfiguration", {
    rules: [
      { applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms", kmsMasterKeyId: kmsKeyId } },
    ],
  }),
  resource("table", "aws:dynamodb/table:Table", {
    name: "kafka_orders",
    pointInTimeRecovery: { enabled: true },
    serverSideEncryption: { enabled: true, kmsKeyArn: kmsKeyId },
    deletionProtectionEnabled: true,
  }),
  resource("database", "aws:rds/cluster:Cluster", {
    clusterIdentifier: "sales",
    storageEncrypted: true,
    kmsKeyId,
    deletionProtection: true,
    backupRetentionPeriod: 35,
  }),
  resource("database-instance", "aws:rds/clusterInstance:ClusterInstance", {
    publiclyAccessible: false,
  }),
  resource("secret", "aws:secretsmanager/secret:Secret", { kmsKeyId }),
  resource("vpc", "aws:ec2/vpc:Vpc", { id: "vpc-1" }),
  resource("flow-log", "aws:ec2/flowLog:FlowLog", { vpcId: "vpc-1" }, { vpcId: "vpc" }),
  resource(
    "default-group",
    "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup",
    { vpcId: "vpc-1", ingress: [], egress: [] },
    { vpcId: "vpc" },
  ),
  resource("s3-endpoint", "aws:ec2/vpcEndpoint:VpcEndpoint", {
    vpcEndpointType: "Gateway",
    policy: JSON.stringify({
      Statement: [
        {
          Effect: "Allow",
          Principal: "*",
          Action: "s3:GetObject",
          Resource: "arn:aws:s3:::*",
          Condition: { StringEquals: { "aws:ResourceAccount": "123456789012" } },
        },
        {
          Effect: "Allow",
          Principal: "*",
          Action: "s3:GetObject",
          Resource: "arn:aws:s3:::packages/*",
        },
      ],
    }),
  }),
  resource("secrets-endpoint", "aws:ec2/vpcEndpoint:VpcEndpoint", { vpcEndpointType: "Interface" }),
  resource("broker-group", "aws:ec2/securityGroup:SecurityGroup", { id: "sg-brokers" }),
  resource("client-group", "aws:ec2/securityGroup:SecurityGroup", { id: "sg-clients" }),
  resource(
    "clients-to-brokers",
    "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
    { securityGroupId: "sg-brokers", referencedSecurityGroupId: "sg-clients" },
    { securityGroupId: "broker-group", referencedSecurityGroupId: "client-group" },
  ),
  resource(
    "instance",
    "aws:ec2/instance:Instance",
    {
      associatePublicIpAddress: false,
      metadataOptions: { httpTokens: "required" },
      rootBlockDevice: { encrypted: true },
      ebsBlockDevices: [{ deviceName: "/dev/sdf", encrypted: true }],
      vpcSecurityGroupIds: ["sg-clients"],
    },
    { vpcSecurityGroupIds: "client-group" },
  ),
  resource("logs", "aws:cloudwatch/logGroup:LogGroup", { retentionInDays: 365, kmsKeyId }),
  resource("key", "aws:kms/key:Key", { enableKeyRotation: true }),
  alarm("cluster", {
    metricQueries: [
      {
        id: "q1",
        expression: `SELECT MAX(KafkaDataLogsDiskUsed) FROM "AWS/Kafka" WHERE "Cluster Name" = 'orders'`,
      },
    ],
  }),
  alarm("source", { dimensions: { ConnectorName: "prod-source" } }),
  alarm("sink", { dimensions: { ConnectorName: "prod-sink" } }),
  alarm("table", { dimensions: { TableName: "kafka_orders" } }),
  alarm("database", { dimensions: { DBClusterIdentifier: "sales", Role: "WRITER" } }),
];

/**
 * Returns a protected resource with tags. `sources` are the names of those that properties come
 * from.
 */
export function resource(
  name: string,
  type: string,
  props: Resource["props"],
  sources: Readonly<Record<string, string>> = {},
): Resource {
  return {
    type,
    name,
    urn: urnOf(name),
    props: { tags, ...props },
    protect: true,
    sources: Object.fromEntries(
      Object.entries(sources).map(([property, source]) => [property, [urnOf(source)]]),
    ),
  };
}

export function urnOf(name: string): string {
  return `urn:${name}`;
}

/** An alarm on another resource. */
function alarm(of: string, props: Resource["props"]): Resource {
  const type = "aws:cloudwatch/metricAlarm:MetricAlarm";
  const sources = Object.fromEntries(Object.keys(props).map((property) => [property, of]));
  return resource(`${of}-alarm`, type, { alarmActions, ...props }, sources);
}

function ofBucket(name: string, what: string, props: Resource["props"]): Resource {
  const type = `aws:s3/bucket${what}:Bucket${what}`;
  return resource(name, type, { bucket: "plugins", ...props }, { bucket: "bucket" });
}

function connector(configuration: Resource["props"]): Resource["props"] {
  return {
    connectorConfiguration: configuration,
    capacity: { provisionedCapacity: { mcuCount: 1, workerCount: 1 } },
    kafkaClusterClientAuthentication: { authenticationType: "IAM" },
    kafkaClusterEncryptionInTransit: { encryptionType: "TLS" },
    logDelivery: { workerLogDelivery: { cloudwatchLogs: { enabled: true } } },
  };
}
