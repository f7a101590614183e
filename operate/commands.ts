import { UserError } from "../support/userError";
import { SALES_DATABASE, SALES_TABLE } from "../connectors/salesDatabase";
import { counted } from "../support/format";
import { columns } from "./columns";
import { itemLine, recordLine } from "./jsonLines";
import { sampleOrders } from "./sampleOrders";
import type { ConnectorSummary, ConsumeRequest, Target } from "./target";

/** Where a command writes. */
export interface Output {
  /** Lines that a program may read on. */
  readonly print: (text: string) => void;
  /** What is for the user only. */
  readonly note: (text: string) => void;
}

export async function listTopics(
  target: Target,
  { internal }: { readonly internal: boolean },
  { print }: Output,
): Promise<void> {
  const topics = (await target.topics()).filter(({ name }) => internal || !name.startsWith("__"));
  const rows = topics.map(({ name, partitions, replication, records }) => [
    name,
    partitions,
    replication,
    records,
  ]);
  print(columns(["TOPIC", "PARTITIONS", "REPLICATION", "RECORDS"], rows));
}

export async function consume(
  target: Target,
  request: ConsumeRequest,
  { print, note }: Output,
): Promise<void> {
  const names = (await target.topics()).map(({ name }) => name);
  requireKnown("topic", request.topic, names);
  const records = await target.consume(request, (record) => {
    print(recordLine(record));
  });
  note(`${counted(records, "record")} of ${request.topic}`);
}

/** Describes tables and prints items of each. */
export async function showTables(
  target: Target,
  { name, items }: { readonly name: string | undefined; readonly items: number },
  { print, note }: Output,
): Promise<void> {
  const all = await target.tables();
  if (name !== undefined) requireKnown("table", name, all);
  const names = name === undefined ? all : [name];
  const tables = await Promise.all(names.map((each) => target.describeTable(each)));
  const rows = tables.map((table) => [
    table.name,
    table.status,
    table.keys.join(", "),
    table.billing,
    table.items,
  ]);
  note(columns(["TABLE", "STATUS", "KEY", "BILLING", "ITEMS"], rows));
  for (const each of names) {
    const found = await target.items(each, items);
    note(`\n${counted(found.length, "item")} of ${each}:`);
    for (const item of found) print(itemLine(item));
  }
}

export async function showConnectors(target: Target, { print }: Output): Promise<void> {
  const connectors = await target.connectors();
  const rows = connectors.map(({ name, state, tasks }) => [
    name,
    state,
    tasks && `${tasks.running} of ${tasks.total} running`,
  ]);
  print(columns(["CONNECTOR", "STATE", "TASKS"], rows));
  for (const text of connectors.flatMap(errorText)) print(text);
}

function errorText({ name, errors }: ConnectorSummary): string[] {
  if (errors.length === 0) return [];
  return [["", `Last errors of ${name}:`, ...errors.map((line) => `  ${line}`)].join("\n")];
}

/** Inserts sample orders into the database whose changes the pipeline captures. */
export async function insertOrders(
  target: Target,
  { count: orders }: { readonly count: number },
  { note }: Output,
): Promise<void> {
  await target.insert(sampleOrders(orders));
  note(`Inserted ${counted(orders, "order")} into ${SALES_DATABASE}.${SALES_TABLE}`);
}

function requireKnown(kind: "topic" | "table", name: string, known: readonly string[]): void {
  if (known.includes(name)) return;
  const list =
    known.length === 0 ? "none" : known.filter((each) => !each.startsWith("__")).join(", ");
  throw new UserError(`There is no ${kind} "${name}". There are: ${list}`);
}
