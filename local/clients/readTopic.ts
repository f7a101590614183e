import { randomUUID } from "node:crypto";
import type { Kafka, KafkaMessage } from "kafkajs";

/** A record of a topic, key and value as text. */
export interface TopicRecord {
  readonly partition: number;
  readonly offset: string;
  readonly key: string | null;
  readonly value: string | null;
}

/** A record with its headers, as text too. */
export interface WholeRecord extends TopicRecord {
  readonly headers: Readonly<Record<string, string>>;
}

/** A record, and when it was made. */
export interface TimedRecord extends TopicRecord {
  /** Milliseconds since 1970. */
  readonly timestamp: string;
}

/** A part of a partition. */
export interface Range {
  readonly partition: number;
  /** Offset of its first record. */
  readonly from: number;
  /** Offset after its last record. */
  readonly to: number;
}

/** Makes text of a record's value. */
export type ValueText = (value: Buffer) => string | Promise<string>;

/** Reads parts of a topic's partitions, each in order. */
export async function readTopic(
  kafka: Kafka,
  topic: string,
  ranges: readonly Range[],
  valueText: ValueText,
): Promise<(WholeRecord & TimedRecord)[]> {
  const open = new Map(
    ranges.filter(({ from, to }) => to > from).map((range) => [range.partition, range]),
  );
  const records: (WholeRecord & TimedRecord)[] = [];
  if (open.size === 0) return records;
  // Readers of one group would share the partitions among them.
  const groupId = `pipeline-read-${randomUUID()}`;
  const consumer = kafka.consumer({ groupId, maxWaitTimeInMs: 100 });
  await consumer.connect();
  try {
    await consumer.subscribe({ topics: [topic], fromBeginning: true });
    await new Promise<void>((resolve, reject) => {
      consumer.on(consumer.events.CRASH, ({ payload }) => {
        reject(payload.error);
      });
      const reading = consumer.run({
        autoCommit: false,
        eachBatch: async ({ batch }) => {
          const { partition } = batch;
          const range = open.get(partition);
          if (range === undefined) return;
          for (const message of batch.messages.filter((each) => isIn(range, each))) {
            const record = await timedText(message, valueText);
            records.push({ partition, ...record, headers: headersOf(message) });
          }
          if (Number(batch.lastOffset()) + 1 >= range.to) open.delete(partition);
          if (open.size === 0) resolve();
        },
      });
      for (const { partition, from } of open.values()) {
        if (from > 0) consumer.seek({ topic, partition, offset: String(from) });
      }
      reading.catch(reject);
    });
  } finally {
    await consumer.disconnect();
  }
  return records;
}

/** What was fetched before the consumer was told where to begin is not asked for. */
function isIn({ from, to }: Range, { offset }: KafkaMessage): boolean {
  return Number(offset) >= from && Number(offset) < to;
}

/** Why Kafka Connect has made a dead letter of a record, as its header says it. */
export function reasonOf({ headers }: WholeRecord): string | undefined {
  return headers["__connect.errors.exception.message"];
}

/** What a record of a topic is as text, but for its headers. */
export async function timedText(
  { offset, timestamp, key, value }: KafkaMessage,
  valueText: ValueText,
): Promise<Omit<TimedRecord, "partition">> {
  return { offset, timestamp, key: text(key), value: value && (await valueText(value)) };
}

/** Returns how values in Avro are read, whose schemas an endpoint has; loads what that takes. */
export async function avroText(endpoint: string): Promise<ValueText> {
  const { AvroValues } = await import("./avro.js");
  const values = AvroValues.at(endpoint);
  return (value) => values.text(value);
}

/** Returns a value that is text already. */
export function plainText(value: Buffer): string {
  return value.toString("utf8");
}

function headersOf({ headers = {} }: KafkaMessage): WholeRecord["headers"] {
  return Object.fromEntries(
    Object.entries(headers).map(([name, bytes]): [string, string] => [name, String(bytes)]),
  );
}

function text(bytes: Buffer | null): string | null {
  return bytes === null ? null : plainText(bytes);
}
