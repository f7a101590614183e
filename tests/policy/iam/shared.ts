import { requests, inWords, type Row } from "./decisions";
import { dynamoDb, kafka, kms } from "./everyone";
import { CONNECTORS, type Names } from "./names";

/** Rights that several roles have, each with these roles: all others are of one role alone. */
export function sharedRights(names: Names): Map<string, string[]> {
  return new Map(
    shared(names).flatMap(([roles, rows]) =>
      requests(rows).map((request) => [inWords(request), [...roles].sort()] as const),
    ),
  );
}

type Shared = readonly [roles: readonly string[], rows: readonly Row[]];

function shared({ cluster, keys, table, topics, via }: Names): Shared[] {
  const orders = topics("orders");
  const sales = topics("salesOrders");
  const sinks = ["orders-sink", "sales-sink"];
  const topicReaders = ["orders-topic-reader", "sales-topic-reader"];
  const tableReaders = ["orders-table-reader", "sales-table-reader"];
  return [
    [[...CONNECTORS, "client", ...topicReaders], [[kafka("Connect"), cluster]]],
    [[...CONNECTORS, "client"], [[kafka("DescribeCluster"), cluster]]],
    [
      ["orders-source", "orders-sink", "lake-sink", "client", "orders-topic-reader"],
      [[kafka("DescribeTopic"), orders]],
    ],
    [["orders-sink", "lake-sink", "client", "orders-topic-reader"], [[kafka("ReadData"), orders]]],
    [["orders-source", "client"], [[kafka("WriteData"), orders]]],
    [["orders-sink", "client"], [[kafka("DescribeTopic", "WriteData"), topics("deadLetters")]]],
    [["lake-sink", "client"], [[kafka("DescribeTopic", "WriteData"), topics("lakeDeadLetters")]]],
    [
      ["sales-capture", "sales-sink", "client", "sales-topic-reader"],
      [[kafka("DescribeTopic"), sales]],
    ],
    [["sales-sink", "client", "sales-topic-reader"], [[kafka("ReadData"), sales]]],
    [["sales-capture", "client"], [[kafka("WriteData"), sales]]],
    [
      ["sales-sink", "client"],
      [[kafka("DescribeTopic", "WriteData"), topics("salesOrdersDeadLetters")]],
    ],
    [["orders-sink", "orders-table-reader"], [[dynamoDb("DescribeTable"), table("orders")]]],
    [["sales-sink", "sales-table-reader"], [[dynamoDb("DescribeTable"), table("salesOrders")]]],
    [[...sinks, ...tableReaders], [[kms("Decrypt"), keys, via("dynamodb")]]],
    [["client", "lake-bucket-reader"], [[kms("Decrypt"), keys, via("s3")]]],
    [sinks, [[kms("DescribeKey", "Encrypt", "GenerateDataKey"), keys, via("dynamodb")]]],
  ];
}
