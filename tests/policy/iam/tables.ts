import { ordersSink, ordersSource, salesCapture, salesSink } from "./connectorTables";
import type { DecisionTable } from "./decisions";
import type { Names } from "./names";
import { client, networkFlow, reader } from "./otherTables";

/** The decision table of each role. */
const tables = {
  client,
  "network-flow": networkFlow,
  "orders-sink": ordersSink,
  "orders-source": ordersSource,
  reader,
  "sales-capture": salesCapture,
  "sales-sink": salesSink,
} as const;

export type RoleName = keyof typeof tables;

const everywhere = [
  "client",
  "orders-sink",
  "orders-source",
  "reader",
  "sales-capture",
  "sales-sink",
] as const;

/** The roles of each stage, sorted; dev does without flow logs. */
export const rolesOfStages: Readonly<Record<string, readonly RoleName[]>> = {
  dev: everywhere,
  prod: [...everywhere, "network-flow" as const].sort(),
  staging: [...everywhere, "network-flow" as const].sort(),
};

export function tableOf(role: RoleName, names: Names): DecisionTable {
  return tables[role](names);
}
