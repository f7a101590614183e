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
  return [
    [[...CONNECTORS, "client", "reader"], [[kafka("Connect", "DescribeCluster"), cluster]]],
    [["orders-source", "orders-sink", "client", "reader"], [[kafka("DescribeTopic"), orders]]],
    [["orders-sink", "client", "reader"], [[kafka("ReadData"), orders]]],
    [["orders-source", "client"], [[kafka("WriteData"), orders]]],
    [["orders-sink", "client"], [[kafka("DescribeTopic", "WriteData"), topics("deadLetters")]]],
    [["sales-capture", "sales-sink", "client"], [[kafka("DescribeTopic"), sales]]],
    [["sales-sink", "client"], [[kafka("ReadData"), sales]]],
    [["sales-capture", "client"], [[kafka("WriteData"), sales]]],
    [
      ["sales-sink", "client"],
      [[kafka("DescribeTopic", "WriteData"), topics("salesOrdersDeadLetters")]],
    ],
    [["orders-sink", "reader"], [[dynamoDb("DescribeTable"), table("orders")]]],
    [[...sinks, "reader"], [[kms("Decrypt"), keys, via("dynamodb")]]],
    [sinks, [[kms("DescribeKey", "Encrypt", "GenerateDataKey"), keys, via("dynamodb")]]],
  ];
}
