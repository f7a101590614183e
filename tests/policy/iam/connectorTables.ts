import type { DecisionTable, Row } from "./decisions";
import {
  dynamoDb,
  glue,
  JOIN,
  kafka,
  KEEP,
  kms,
  OWN,
  readSchemas,
  registerSchemas,
  s3,
  secrets,
  USE,
  useCaptureSecret,
  useTables,
} from "./everyone";
import { CONNECTORS, WORKER_TOPICS, type ConnectorName, type Names } from "./names";

const READ = kafka("DescribeTopic", "ReadData");
const WRITE = kafka("DescribeTopic", "WriteData");
/** How DynamoDB uses the key of a table for whoever writes it. */
const TABLE_KEY = kms("Decrypt", "DescribeKey", "Encrypt", "GenerateDataKey");

export function ordersSource(names: Names): DecisionTable {
  const orders = names.topics("orders");
  return {
    allowed: [
      ...runOnMskConnect("orders-source", names),
      [WRITE, orders],
      ...registerSchemas(names, orders),
    ],
    denied: [
      [glue("RegisterSchemaVersion"), names.schemas(names.topics("salesOrders"))],
      ...touchOthers("orders-source", names),
      [kafka("ReadData"), orders],
      [OWN, names.topics("deadLetters")],
      [OWN, [...names.topics("salesOrders"), ...names.topics("salesOrdersDeadLetters")]],
      ...useTables(names),
      ...useCaptureSecret(names),
    ],
  };
}

export function ordersSink(names: Names): DecisionTable {
  return sink("orders-sink", names, {
    topic: names.topics("orders"),
    deadLetters: names.topics("deadLetters"),
    table: names.table("orders"),
    others: [...names.topics("salesOrders"), ...names.topics("salesOrdersDeadLetters")],
    otherTable: names.table("salesOrders"),
  });
}

export function salesSink(names: Names): DecisionTable {
  return sink("sales-sink", names, {
    topic: names.topics("salesOrders"),
    deadLetters: names.topics("salesOrdersDeadLetters"),
    table: names.table("salesOrders"),
    others: [...names.topics("orders"), ...names.topics("deadLetters")],
    otherTable: names.table("orders"),
  });
}

/** It reads the topic of the orders sink, and stores elsewhere. */
export function lakeSink(names: Names): DecisionTable {
  const { group, keys, lake, lakeObject, via } = names;
  const name = "lake-sink";
  return {
    allowed: [
      ...runOnMskConnect(name, names),
      [READ, names.topics("orders")],
      [WRITE, names.topics("lakeDeadLetters")],
      [JOIN, group(`connect-${names.connector(name)}`)],
      [s3("PutObject"), lakeObject()],
      [kms("GenerateDataKey"), keys, via("s3")],
    ],
    denied: [
      ...touchOthers(name, names),
      [kafka("WriteData"), names.topics("orders")],
      ...registerSchemas(names, names.topics("orders")),
      [kafka("ReadData"), names.topics("lakeDeadLetters")],
      [OWN, ["deadLetters", "salesOrders", "salesOrdersDeadLetters"].flatMap(names.topics)],
      [s3("AbortMultipartUpload", "GetObject", "PutObjectAcl"), lakeObject()],
      [s3("ListBucket", "ListBucketMultipartUploads"), lake],
      [s3("PutObject"), ["another/object", "orders2/object", "object"].map(lakeObject)],
      [kms("GenerateDataKey"), keys, via("dynamodb")],
      [kms("Decrypt", "DescribeKey", "Encrypt"), keys, via("s3")],
      ...useTables(names),
      ...useCaptureSecret(names),
    ],
  };
}

export function salesCapture(names: Names): DecisionTable {
  const { allowed, denied } = salesCaptureOfPostgreSql(names);
  const history: Row[] = [
    [OWN, names.topic("aurora-schema-history")],
    [JOIN, names.group("aurora-schemahistory")],
  ];
  return { allowed: [...allowed, ...history], denied };
}

/** PostgreSQL's log tells itself how tables are, so its capture keeps no history of them. */
export function salesCaptureOfPostgreSql(names: Names): DecisionTable {
  const { group, topic, keys, via } = names;
  const changes = names.topics("salesOrders");
  const heartbeats = topic("__debezium-heartbeat.aurora");
  return {
    allowed: [
      ...runOnMskConnect("sales-capture", names),
      [WRITE, [...changes, heartbeats]],
      ...registerSchemas(names, [...changes, heartbeats]),
      [secrets("GetSecretValue"), names.captureSecret],
      [kms("Decrypt"), keys, via("secretsmanager")],
    ],
    denied: [
      ...touchOthers("sales-capture", names),
      [kafka("ReadData"), [...changes, heartbeats]],
      [kafka("CreateTopic"), heartbeats],
      [kafka("WriteData"), ["aurora", "aurora.salesdb.CUSTOMER", "aurora-schema"].map(topic)],
      [OWN, [...names.topics("orders"), ...names.topics("deadLetters")]],
      [OWN, names.topics("salesOrdersDeadLetters")],
      [JOIN, ["aurora", "orders-schemahistory"].map(group)],
      ...useTables(names),
      [secrets("DescribeSecret", "GetResourcePolicy"), names.captureSecret],
      [kms("Encrypt", "GenerateDataKey"), keys, via("secretsmanager")],
      [kms("Decrypt"), keys, via("dynamodb")],
      [kms("Decrypt"), keys, via("s3")],
    ],
  };
}

interface Sink {
  readonly topic: readonly string[];
  readonly deadLetters: readonly string[];
  readonly table: string;
  /** Topics and table of the other pipeline. */
  readonly others: readonly string[];
  readonly otherTable: string;
}

function sink(name: ConnectorName, names: Names, of: Sink): DecisionTable {
  const { group, keys, via } = names;
  return {
    allowed: [
      ...runOnMskConnect(name, names),
      [READ, of.topic],
      [WRITE, of.deadLetters],
      [JOIN, group(`connect-${names.connector(name)}`)],
      [dynamoDb("BatchWriteItem", "DescribeTable"), of.table],
      [TABLE_KEY, keys, via("dynamodb")],
    ],
    denied: [
      ...touchOthers(name, names),
      [kafka("WriteData"), of.topic],
      ...registerSchemas(names, of.topic),
      [kafka("ReadData"), of.deadLetters],
      [OWN, of.others],
      [JOIN, [`connect-${names.connector(name)}-2`, names.connector(name)].map(group)],
      [dynamoDb("BatchGetItem", "GetItem", "Query", "Scan", "ExportTableToPointInTime"), of.table],
      [dynamoDb("BatchWriteItem", "DescribeTable", "GetItem", "Query", "Scan"), of.otherTable],
      ...useCaptureSecret(names),
      [TABLE_KEY, keys, via("s3")],
      [TABLE_KEY, keys, via("secretsmanager")],
    ],
  };
}

/**
 * What MSK Connect needs of any connector.
 * @see https://docs.aws.amazon.com/msk/latest/developerguide/msk-connect-service-execution-role.html
 */
function runOnMskConnect(name: ConnectorName, names: Names): Row[] {
  return [
    [kafka("Connect", "DescribeCluster"), names.cluster],
    [OWN, names.workerTopics(name)],
    [KEEP, names.offsetsTopic(name)],
    [JOIN, names.workerGroup(name)],
    ...readSchemas(names),
  ];
}

/** What belongs to another connector, be it of a name that only begins as the own one. */
function touchOthers(name: ConnectorName, names: Names): Row[] {
  const others = [...CONNECTORS.filter((other) => other !== name), `${name}2`, `${name}-2`];
  const connectors = others.map((other) => `${names.stage}-${other}`);
  const ofAnotherStage = WORKER_TOPICS.map((kind) =>
    names.topic(`__amazon_msk_connect_${kind}_another-${name}_1`),
  );
  return [
    [kafka("WriteDataIdempotently"), names.cluster],
    // The stack makes it: a worker that may would make it anew in the moment that it is gone.
    [kafka("CreateTopic"), names.offsetsTopic(name)],
    [USE, [...others.flatMap((other) => names.workerTopics(other)), ...ofAnotherStage]],
    [USE, others.map((other) => names.offsetsTopic(other))],
    [JOIN, others.map((other) => names.workerGroup(other))],
    [JOIN, connectors.map((other) => names.group(`connect-${other}`))],
    [JOIN, ["console-consumer-12345", "billing"].map(names.group)],
  ];
}
