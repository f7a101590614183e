import type { TopicRecord, WholeRecord } from "../clients/readTopic";
import type { SinkFlow } from "./sinkFlow";

/** Header of a record that a fault has put into a topic, of which the sink can make no item. */
export const POISON_HEADER = "poison";

export function isPoison({ headers }: WholeRecord): boolean {
  return POISON_HEADER in headers;
}

/** Counts those of some of a topic's records that are no dead letters. */
export async function countLost(
  records: readonly TopicRecord[],
  { topic, deadLetterTopic }: Pick<SinkFlow, "topic" | "deadLetterTopic">,
  kafka: { readonly readAll: (topic: string) => Promise<readonly WholeRecord[]> },
): Promise<number> {
  if (records.length === 0 || deadLetterTopic === undefined) return records.length;
  const kept = new Set((await kafka.readAll(deadLetterTopic)).map(originOf));
  return records.filter(({ partition, offset }) => !kept.has(place(topic, partition, offset)))
    .length;
}

/**
 * Tells from which record a dead letter was made.
 *
 * @see https://cwiki.apache.org/confluence/display/KAFKA/KIP-298%3A+Error+Handling+in+Connect
 */
function originOf({ headers }: WholeRecord): string {
  const [topic, partition, offset] = ["topic", "partition", "offset"].map(
    (part) => headers[`__connect.errors.${part}`],
  );
  return place(topic, partition, offset);
}

function place(...parts: readonly unknown[]): string {
  return parts.join("/");
}
