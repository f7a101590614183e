import type { DecisionTable, Row } from "./decisions";
import {
  dynamoDb,
  JOIN,
  kafka,
  kms,
  readSchemas,
  registerSchemas,
  s3,
  USE,
  useCaptureSecret,
} from "./everyone";
import type { Names } from "./names";
import { touchConnectors } from "./otherTables";

const READ_TOPIC = kafka("DescribeTopic", "ReadData");
const READ_TABLE = dynamoDb("BatchGetItem", "DescribeTable", "GetItem", "Query", "Scan");

/** A service that reads a topic, by the policy that the stage has for its readers. */
export function topicReader(role: "orders" | "salesOrders") {
  return (names: Names): DecisionTable => {
    const { group, readersGroup } = names;
    const [topic = ""] = names.topics(role);
    const all = [
      "orders",
      "deadLetters",
      "lakeDeadLetters",
      "salesOrders",
      "salesOrdersDeadLetters",
    ];
    const others = all.filter((other) => other !== role);
    const strangers = ["billing", "console-consumer-12345", `msk-pipeline-${names.stage}-client`];
    return {
      allowed: [
        [kafka("Connect"), names.cluster],
        [READ_TOPIC, topic],
        [JOIN, [readersGroup(role), readersGroup(role, "shipping")]],
        ...readSchemas(names),
      ],
      denied: [
        ...registerSchemas(names, names.topics(role)),
        ...touchOthers(names),
        [kafka("DescribeCluster", "WriteDataIdempotently"), names.cluster],
        [kafka("WriteData"), topic],
        [USE, others.flatMap(names.topics)],
        [JOIN, others.map((other) => readersGroup(other))],
        [JOIN, [...strangers, "connect-orders-reader-billing"].map(group)],
        [READ_TABLE, names.tables],
        [kms("Decrypt"), names.keys, names.via("dynamodb")],
      ],
    };
  };
}

/** A service that reads a table, by the policy that the stage has for its readers. */
export function tableReader(role: "orders" | "salesOrders") {
  return (names: Names): DecisionTable => {
    const { keys, table, via } = names;
    return {
      allowed: [
        [READ_TABLE, table(role)],
        [kms("Decrypt"), keys, via("dynamodb")],
      ],
      denied: [
        ...touchOthers(names),
        [kafka("Connect", "DescribeCluster"), names.cluster],
        [USE, ["orders", "salesOrders"].flatMap(names.topics)],
        [JOIN, names.readersGroup("orders")],
        [dynamoDb("BatchWriteItem", "ExportTableToPointInTime"), table(role)],
        [READ_TABLE, names.tables.filter((other) => other !== table(role))],
        [kms("DescribeKey", "Encrypt", "GenerateDataKey"), keys, via("dynamodb")],
        [kms("Decrypt"), keys, via("s3")],
      ],
    };
  };
}

/** A service that reads the lake's objects, by the policy that the stage has for its readers. */
export function bucketReader(names: Names): DecisionTable {
  const { keys, lake, lakeObject, via } = names;
  return {
    allowed: [
      [s3("ListBucket"), lake],
      [s3("GetObject"), [lakeObject(), lakeObject("another/object")]],
      [kms("Decrypt"), keys, via("s3")],
    ],
    denied: [
      ...touchOthers(names),
      [kafka("Connect", "DescribeCluster"), names.cluster],
      [USE, ["orders", "salesOrders"].flatMap(names.topics)],
      [s3("DeleteObject", "GetObjectVersion", "PutObject"), lakeObject()],
      [s3("ListBucketVersions"), lake],
      [READ_TABLE, names.tables],
      [kms("DescribeKey", "Encrypt", "GenerateDataKey"), keys, via("s3")],
      [kms("Decrypt"), keys, via("dynamodb")],
    ],
  };
}

function touchOthers(names: Names): Row[] {
  return [
    ...touchConnectors(names),
    [s3("GetObject", "GetObjectVersion"), names.archive("kafka-client")],
    ...useCaptureSecret(names),
  ];
}
