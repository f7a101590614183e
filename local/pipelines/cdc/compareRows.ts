import { isDeepStrictEqual } from "node:util";
import type { Fields } from "../../clients/tables";

/** A field that is not in the table as it is in the database. */
export interface RowDifference {
  readonly key: string;
  readonly field: string;
  readonly inDatabase: unknown;
  readonly inTable: unknown;
}

/** What the database holds against what the table holds. */
export interface RowComparison {
  readonly rows: number;
  readonly items: number;
  /** Rows whose item is the same, field by field. */
  readonly equal: number;
  /** Keys of rows that the table lacks. */
  readonly missing: readonly string[];
  /** Keys of items that are no row, such as one that came back after its row was deleted. */
  readonly unexpected: readonly string[];
  readonly differences: readonly RowDifference[];
}

/** Tells whether the table is the database, row by row. */
export function isEqual({ missing, unexpected, differences }: RowComparison): boolean {
  return missing.length + unexpected.length + differences.length === 0;
}

/** Compares row by row: each must be the item of its key, and there must be no other item. */
export function compareRows(
  rows: readonly Fields[],
  items: readonly Fields[],
  hashKey: string,
): RowComparison {
  const expected = byKey(rows, hashKey);
  const actual = byKey(items, hashKey);
  const missing = [...expected.keys()].filter((key) => !actual.has(key));
  const differences = [...expected].flatMap(([key, row]) =>
    differencesOf(key, row, actual.get(key)),
  );
  const different = new Set(differences.map(({ key }) => key));
  return {
    rows: rows.length,
    items: items.length,
    equal: expected.size - missing.length - different.size,
    missing,
    unexpected: [...actual.keys()].filter((key) => !expected.has(key)),
    differences,
  };
}

function byKey(all: readonly Fields[], hashKey: string): ReadonlyMap<string, Fields> {
  return new Map(all.map((fields) => [String(fields[hashKey]), fields]));
}

function differencesOf(key: string, row: Fields, item: Fields | undefined): RowDifference[] {
  if (item === undefined) return [];
  return [...new Set([...Object.keys(row), ...Object.keys(item)])]
    .filter((field) => !same(row[field], item[field]))
    .map((field) => ({ key, field, inDatabase: row[field], inTable: item[field] }));
}

/**
 * A NULL is no attribute, since the sink leaves out what has no value. A TIMESTAMP is an instant,
 * which Debezium writes as text with as many digits as it needs.
 */
function same(value: unknown, stored: unknown): boolean {
  if (value === null) return stored === undefined;
  if (value instanceof Date) {
    return typeof stored === "string" && Date.parse(stored) === value.getTime();
  }
  return isDeepStrictEqual(value, stored);
}
