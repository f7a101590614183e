import { gunzipSync } from "node:zlib";
import { z } from "zod";
import type { BucketClient } from "../../clients/buckets";

/** A record as an object has it. */
export interface StoredRecord {
  readonly partition: number;
  readonly offset: string;
  readonly key: string | null;
  readonly value: unknown;
  /** Milliseconds since 1970. */
  readonly timestamp: number;
  /** Folder of the hour that its object lies in. */
  readonly hour: string;
}

/** A topic's folder, that of the hour, then partition, first and last offset. */
const KEY = /^.+\/(?<hour>date=[\d-]+\/hour=\d\d)\/\d+(-\d{20}){2}\.jsonl\.gz$/;

const lineSchema = z.object({
  partition: z.number(),
  offset: z.number(),
  timestamp: z.iso.datetime(),
  key: z.string().nullable(),
  value: z.json(),
});

/** Objects of a topic, and the records in them. */
export interface Stored {
  readonly objects: number;
  readonly records: readonly StoredRecord[];
}

/** Reads all that a bucket holds of a topic; throws for an object that is named or filled otherwise. */
export async function readObjects(
  buckets: Pick<BucketClient, "list" | "read">,
  bucket: string,
  topic: string,
): Promise<Stored> {
  const keys = (await buckets.list(bucket)).map(({ key }) => key);
  const own = keys.filter((key) => key.startsWith(`${topic}/`));
  const records: StoredRecord[] = [];
  for (const key of own) records.push(...recordsOf(key, await buckets.read(bucket, key)));
  return { objects: own.length, records };
}

function recordsOf(name: string, content: Buffer): StoredRecord[] {
  const hour = KEY.exec(name)?.groups?.["hour"];
  if (hour === undefined) throw new Error(`${name} is no name of an object of the lake.`);
  const lines = gunzipSync(content).toString("utf8").trimEnd().split("\n");
  return lines.map((line) => {
    const { offset, timestamp, ...others } = lineSchema.parse(JSON.parse(line));
    return { ...others, offset: String(offset), timestamp: Date.parse(timestamp), hour };
  });
}
