import { isDeepStrictEqual } from "node:util";
import type { TimedRecord } from "../../clients/readTopic";
import type { StoredRecord } from "./objects";

/** A field that is not in the bucket as it is in the topic. */
export interface FieldDifference {
  /** Partition and offset. */
  readonly record: string;
  readonly field: string;
  readonly inTopic: unknown;
  readonly inBucket: unknown;
}

/** What the topic holds against what the bucket holds. */
export interface LakeComparison<R extends TimedRecord> {
  /** Records of the topic. */
  readonly produced: number;
  /** Records of the topic that are in the bucket as the topic has them. */
  readonly stored: number;
  /** Records of the topic that the bucket lacks. */
  readonly missing: readonly R[];
  readonly differences: readonly FieldDifference[];
  /** Records of the bucket that the topic lacks. */
  readonly unexpected: readonly string[];
  /** How often a record is in the bucket once more. */
  readonly repeated: number;
}

/** Compares record by record, which partition and offset tell apart. */
export function compareLake<R extends TimedRecord>(
  records: readonly R[],
  stored: readonly StoredRecord[],
): LakeComparison<R> {
  const produced = new Map(records.map((record) => [placeOf(record), record]));
  const found = new Set(stored.map(placeOf));
  const differences = stored.flatMap((each) => differencesOf(produced.get(placeOf(each)), each));
  const missing = records.filter((record) => !found.has(placeOf(record)));
  const different = new Set(differences.map(({ record }) => record));
  return {
    produced: records.length,
    stored: records.length - missing.length - different.size,
    missing,
    differences,
    unexpected: [...found].filter((place) => !produced.has(place)),
    repeated: stored.length - found.size,
  };
}

const FIELDS = ["key", "value", "timestamp", "hour"] as const;

function differencesOf(record: TimedRecord | undefined, stored: StoredRecord): FieldDifference[] {
  if (record === undefined) return [];
  const expected = {
    key: record.key,
    value: parsed(record.value),
    timestamp: Number(record.timestamp),
    hour: hourOf(Number(record.timestamp)),
  };
  return FIELDS.filter((field) => !isDeepStrictEqual(expected[field], stored[field])).map(
    (field) => ({
      record: placeOf(record),
      field,
      inTopic: expected[field],
      inBucket: stored[field],
    }),
  );
}

function placeOf({ partition, offset }: Pick<TimedRecord, "partition" | "offset">): string {
  return `${partition}/${offset}`;
}

/** Returns the hour of UTC that a time in milliseconds lies in, as folders are named. */
export function hourOf(ms: number): string {
  const [date = "", time = ""] = new Date(ms).toISOString().split("T");
  return `date=${date}/hour=${time.slice(0, 2)}`;
}

/** What is no JSON is stored nowhere, and so like nothing. */
function parsed(json: string | null): unknown {
  try {
    return JSON.parse(json ?? "null");
  } catch {
    return undefined;
  }
}
