import { isDeepStrictEqual } from "node:util";
import type { TopicRecord } from "../../clients/readTopic";
import { plainItem, type Fields, type Item } from "../../clients/tables";
import type { Flow } from "./flow";

/** A field that is not in the table as it is in the topic. */
export interface Difference {
  readonly key: string;
  readonly field: string;
  readonly inTopic: unknown;
  readonly inTable: unknown;
}

/** What the topic holds against what the table holds. */
export interface Comparison {
  /** Records of the topic. */
  readonly produced: number;
  /** Keys that are in the table as the topic's last record of that key says. */
  readonly stored: number;
  /** Keys of the topic that the table lacks. */
  readonly missing: readonly string[];
  /** Records whose key an earlier one had already. */
  readonly duplicates: number;
  /** Those among the duplicates that say the same as the one before. */
  readonly repeated: number;
  readonly differences: readonly Difference[];
  /** Keys of the table that the topic lacks. */
  readonly unexpected: readonly string[];
  /** Records that are no JSON object with a key. */
  readonly unreadable: number;
}

/** Tells whether every order is in the table with the right content, and nothing else. */
export function isComplete(comparison: Comparison): boolean {
  const { missing, differences, unexpected, unreadable } = comparison;
  return missing.length + differences.length + unexpected.length + unreadable === 0;
}

/**
 * Compares record by record: the last of each key, made flat as the sink does, must be its item.
 */
export function compare(
  records: readonly TopicRecord[],
  items: readonly Item[],
  flow: Flow,
): Comparison {
  const { last, ...counts } = lastOfEachKey(records, flow);
  const hashKey = flow.table.hashKey;
  const actual = new Map(
    items.map(plainItem).map((item) => [JSON.stringify(item[hashKey]), item] as const),
  );
  const missing = [...last.keys()].filter((key) => !actual.has(key));
  const differences = [...last].flatMap(([key, fields]) =>
    differencesOf(key, fields, actual.get(key)),
  );
  const different = new Set(differences.map(({ key }) => key));
  return {
    ...counts,
    produced: records.length,
    stored: last.size - missing.length - different.size,
    missing,
    differences,
    unexpected: [...actual.keys()].filter((key) => !last.has(key)),
  };
}

interface Produced extends Pick<Comparison, "duplicates" | "repeated" | "unreadable"> {
  /** What each key's item should be. */
  readonly last: ReadonlyMap<string, Fields>;
}

function lastOfEachKey(records: readonly TopicRecord[], flow: Flow): Produced {
  const last = new Map<string, Fields>();
  let [duplicates, repeated, unreadable] = [0, 0, 0];
  for (const record of records) {
    const fields = fieldsOf(record, flow);
    const key = fields?.[flow.table.hashKey];
    if (fields === undefined || key === undefined) {
      unreadable += 1;
      continue;
    }
    const name = JSON.stringify(key);
    if (last.has(name)) duplicates += 1;
    if (isDeepStrictEqual(last.get(name), fields)) repeated += 1;
    last.set(name, fields);
  }
  return { last, duplicates, repeated, unreadable };
}

function differencesOf(key: string, expected: Fields, actual: Fields | undefined): Difference[] {
  if (actual === undefined) return [];
  const fields = new Set([...Object.keys(expected), ...Object.keys(actual)]);
  return [...fields]
    .filter((field) => !isDeepStrictEqual(expected[field], actual[field]))
    .map((field) => ({ key, field, inTopic: expected[field], inTable: actual[field] }));
}

/** Returns the item that a record should become; undefined for a record that can become none. */
function fieldsOf(record: TopicRecord, { delimiter, hashKey, table }: Flow): Fields | undefined {
  const value = parseObject(record.value);
  if (value === undefined) return undefined;
  const fields = delimiter === undefined ? value : flatten(value, delimiter);
  const key = keyOf(hashKey, record, fields);
  return key === undefined ? fields : { ...fields, [table.hashKey]: key };
}

/** Follows a key reference such as `value.orderid:id` or `key`. */
function keyOf(reference: string, record: TopicRecord, fields: Fields): unknown {
  const [path = ""] = reference.split(":");
  const [root, ...names] = path.split(".");
  const start = {
    value: fields,
    key: record.key,
    partition: record.partition,
    offset: Number(record.offset),
  };
  return names.reduce<unknown>(
    (inner, name) => (isObject(inner) ? inner[name] : undefined),
    start[root as keyof typeof start],
  );
}

/** Joins the names of nested fields, as Kafka Connect's Flatten does. */
export function flatten(fields: Fields, delimiter: string, prefix = ""): Fields {
  return Object.fromEntries(
    Object.entries(fields).flatMap(([name, value]): [string, unknown][] =>
      isObject(value)
        ? Object.entries(flatten(value, delimiter, `${prefix}${name}${delimiter}`))
        : [[`${prefix}${name}`, value]],
    ),
  );
}

function parseObject(json: string | null): Fields | undefined {
  try {
    const value: unknown = JSON.parse(json ?? "");
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function isObject(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
