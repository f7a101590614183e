import { lakeSink, ordersSink, ordersSource, salesCapture, salesSink } from "./connectorTables";
import type { DecisionTable } from "./decisions";
import type { Names } from "./names";
import { client, healing, networkFlow } from "./otherTables";
import { bucketReader, tableReader, topicReader } from "./readerTables";

/** The decision table of each role. */
const tables = {
  client,
  healing,
  "lake-bucket-reader": bucketReader,
  "lake-sink": lakeSink,
  "network-flow": networkFlow,
  "orders-sink": ordersSink,
  "orders-source": ordersSource,
  "orders-table-reader": tableReader("orders"),
  "orders-topic-reader": topicReader("orders"),
  "sales-capture": salesCapture,
  "sales-sink": salesSink,
  "sales-table-reader": tableReader("salesOrders"),
  "sales-topic-reader": topicReader("salesOrders"),
} as const;

export type RoleName = keyof typeof tables;
/** A role that the stage itself has. */
export type OwnRoleName = Exclude<RoleName, `${string}-reader`>;

const everywhere = [
  "client",
  "lake-bucket-reader",
  "lake-sink",
  "orders-sink",
  "orders-source",
  "orders-table-reader",
  "orders-topic-reader",
  "sales-capture",
  "sales-sink",
  "sales-table-reader",
  "sales-topic-reader",
] as const;

/** What dev does without, which has neither flow logs nor alarms. */
const protectedOnly = ["healing", "network-flow"] as const;

/** The roles of each stage, sorted. */
export const rolesOfStages: Readonly<Record<string, readonly RoleName[]>> = {
  dev: everywhere,
  prod: [...everywhere, ...protectedOnly].sort(),
  staging: [...everywhere, ...protectedOnly].sort(),
};

export function isOwn(role: RoleName): role is OwnRoleName {
  return !role.endsWith("-reader");
}

export function tableOf(role: RoleName, names: Names): DecisionTable {
  return tables[role](names);
}
