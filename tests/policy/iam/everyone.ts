import { actionsOf, type Row } from "./decisions";
import { CONNECTORS, OTHER_ACCOUNT, type Names } from "./names";

export const kafka = actionsOf("kafka-cluster");
export const dynamoDb = actionsOf("dynamodb");
export const secrets = actionsOf("secretsmanager");
export const glue = actionsOf("glue");
export const kms = actionsOf("kms");
export const s3 = actionsOf("s3");
const iam = actionsOf("iam");
const logs = actionsOf("logs");
const ssm = actionsOf("ssm");

/** To be a member of a consumer group. */
export const JOIN = kafka("AlterGroup", "DescribeGroup");
/** To look into a topic and change what is in it. */
export const USE = kafka("ReadData", "WriteData");
/** To keep what one needs in a topic that is there. */
export const KEEP = kafka("DescribeTopic", "ReadData", "WriteData");
/** To keep a topic for oneself. */
export const OWN = kafka("CreateTopic", "DescribeTopic", "ReadData", "WriteData");

/** To read the schemas of records in Avro; none are where records are JSON. */
export function readSchemas({ registry }: Names): Row[] {
  return [[glue("GetSchemaVersion"), registry]];
}

/** To register the schemas of topics. */
export function registerSchemas(names: Names, topics: readonly string[]): Row[] {
  const register = glue("CreateSchema", "GetSchemaByDefinition", "RegisterSchemaVersion");
  const resources = [...names.registry, ...names.schemas(topics)];
  return [[[...register, ...glue("PutSchemaVersionMetadata")], resources]];
}

/** What no role of a stage may do, whatever it is for. */
export function nobodyMay(names: Names): Row[] {
  return [
    ...changeKafka(names),
    ...reachOtherClusters(names),
    ...changeOrReachTables(names),
    ...reachSecretsAndKeys(names),
    [glue("DeleteRegistry", "UpdateRegistry"), names.registry],
    [glue("DeleteSchema", "UpdateSchema"), names.schemas([names.topic("orders")])],
    [glue("CreateSchema", "RegisterSchemaVersion"), names.arn("glue", "schema/another/orders")],
    ...reachBuckets(names),
    ...takeOnRights(names),
    ...runTheStage(names),
  ];
}

function changeKafka(names: Names): Row[] {
  const { topic, group } = names;
  const alter = kafka("AlterTopic", "AlterTopicDynamicConfiguration", "DeleteTopic");
  const use = kafka("DescribeTopic", "ReadData", "WriteData");
  return [
    [kafka("AlterCluster", "AlterClusterDynamicConfiguration"), names.cluster],
    [kafka("DescribeClusterDynamicConfiguration"), names.cluster],
    [[...alter, ...kafka("CreateTopic")], Object.values(names.outputs.topics).map(topic)],
    [alter, CONNECTORS.flatMap((connector) => names.workerTopics(connector))],
    [alter, CONNECTORS.map((connector) => names.offsetsTopic(connector))],
    [
      [...use, ...kafka("CreateTopic")],
      ["payments", "orders-2", "order", "__consumer_offsets"].map(topic),
    ],
    [use, topic("__amazon_msk_connect_offsets_another_connector")],
    [kafka("AlterGroup", "DescribeGroup"), ["payments", "connect-another"].map(group)],
    [kafka("DeleteGroup"), CONNECTORS.map((name) => group(`connect-${names.connector(name)}`))],
    [
      kafka("AlterTransactionalId", "DescribeTransactionalId"),
      names.within("transactional-id", "made-up"),
    ],
  ];
}

function reachOtherClusters({ otherClusters, within }: Names): Row[] {
  return [
    [kafka("Connect", "DescribeCluster", "WriteDataIdempotently"), otherClusters],
    [
      kafka("ReadData", "WriteData"),
      otherClusters.map((other) => within("topic", "orders", other)),
    ],
    [
      kafka("AlterGroup"),
      otherClusters.map((other) => within("group", "console-consumer-1", other)),
    ],
  ];
}

function changeOrReachTables({ arn, tables }: Names): Row[] {
  const others = [
    arn("dynamodb", "table/another"),
    arn("dynamodb", "table/kafka_orders-2"),
    arn("dynamodb", "table/kafka_orders", { account: OTHER_ACCOUNT }),
    arn("dynamodb", "table/kafka_orders", { region: "eu-west-3" }),
  ];
  const change = dynamoDb("CreateTable", "DeleteItem", "DeleteTable", "PutItem", "UpdateItem");
  return [
    [[...change, ...dynamoDb("UpdateTable", "UpdateTimeToLive")], tables],
    [
      dynamoDb("BatchGetItem", "BatchWriteItem", "DescribeTable", "GetItem", "PutItem", "Scan"),
      others,
    ],
    [dynamoDb("ListTables"), "*"],
  ];
}

function reachSecretsAndKeys({ arn, via, ...names }: Names): Row[] {
  const others = [names.masterSecret, arn("secretsmanager", "secret:another-AbCdEf")];
  const manage = kms("CreateGrant", "DisableKey", "PutKeyPolicy", "ScheduleKeyDeletion");
  return [
    [secrets("DescribeSecret", "GetSecretValue"), others],
    [secrets("DeleteSecret", "PutSecretValue", "UpdateSecret"), [names.captureSecret, ...others]],
    [secrets("ListSecrets"), "*"],
    [[...manage, ...kms("Decrypt", "Encrypt", "GenerateDataKey")], names.keys],
    [kms("Decrypt"), names.keys, via("rds")],
    [kms("Decrypt"), names.keys, { "kms:ViaService": "dynamodb.eu-west-3.amazonaws.com" }],
    [kms("Decrypt", "Encrypt"), names.otherKey],
    [kms("Decrypt"), names.otherKey, via("dynamodb")],
    [kms("Decrypt"), names.otherKey, via("s3")],
    [kms("Decrypt"), names.otherKey, via("secretsmanager")],
  ];
}

function reachBuckets({ archive, bucket, bucketObject, lake, lakeObject }: Names): Row[] {
  const plugins = ["orders-source", "dynamodb-sink", "debezium-mysql-2.7", "s3-sink"];
  const connectors = plugins.map(archive);
  return [
    [s3("GetObject", "GetObjectVersion"), [...connectors, bucketObject("another.zip")]],
    [s3("DeleteObject", "PutObject"), [archive("kafka-client"), ...connectors]],
    [s3("DeleteBucket", "ListBucket", "PutBucketPolicy"), bucket],
    [s3("DeleteObject", "DeleteObjectVersion", "GetObjectVersion"), lakeObject()],
    [s3("DeleteBucket", "PutBucketPolicy", "PutLifecycleConfiguration"), lake],
    [s3("PutObject"), lakeObject("another/object")],
    [s3("GetObject", "GetObjectVersion", "PutObject"), "arn:aws:s3:::another-bucket/object"],
    [s3("ListAllMyBuckets"), "*"],
  ];
}

function takeOnRights({ arn, role }: Names): Row[] {
  const roles = [...CONNECTORS, "client", "network-flow"].map(role);
  const others = arn("iam", "role/Administrator", { region: "" });
  return [
    [iam("AttachRolePolicy", "PassRole", "PutRolePolicy", "UpdateAssumeRolePolicy"), roles],
    ["sts:AssumeRole", [...roles, others, others.replace(/\d{12}/, OTHER_ACCOUNT)]],
    [iam("CreateUser"), arn("iam", "user/somebody", { region: "" })],
  ];
}

function runTheStage({ arn, instance, ...names }: Names): Row[] {
  const connectors = CONNECTORS.map((connector) => names.connectorArn(connector));
  return [
    [actionsOf("kafka")("DeleteCluster", "UpdateClusterConfiguration"), names.cluster],
    [actionsOf("kafkaconnect")("DeleteConnector", "UpdateConnector"), connectors],
    ["rds-data:ExecuteStatement", names.outputs.databaseClusterArn],
    ["rds:DeleteDBCluster", names.outputs.databaseClusterArn],
    ["ec2:TerminateInstances", instance],
    [ssm("SendCommand", "StartSession"), instance],
    [ssm("GetParameter"), arn("ssm", "parameter/another")],
    [logs("DeleteLogGroup"), names.logGroup("brokers")],
    [logs("PutLogEvents"), names.logStream("brokers")],
  ];
}

/** For roles that have nothing to do with the tables. */
export function useTables({ tables }: Names): Row[] {
  return [
    [
      dynamoDb("BatchGetItem", "BatchWriteItem", "DescribeTable", "GetItem", "Query", "Scan"),
      tables,
    ],
  ];
}

/** For roles that have nothing to do with the database. */
export function useCaptureSecret({ captureSecret, keys, via }: Names): Row[] {
  return [
    [secrets("DescribeSecret", "GetSecretValue"), captureSecret],
    [kms("Decrypt"), keys, via("secretsmanager")],
  ];
}
