import type { BrokerClient, WholeRecord } from "../clients/broker";
import type { SinkFlow } from "./sinkFlow";

/** Header of a record that a fault has put into a topic, of which the sink can make no item. */
export const POISON_HEADER = "poison";

/** What the sink did with the records of which it can make no item. */
export interface Poisoned {
  readonly poison: number;
  /** Those of them that are no dead letters. */
  readonly lost: number;
}

export function isPoison({ headers }: WholeRecord): boolean {
  return POISON_HEADER in headers;
}

/** Looks for every poisonous record among the dead letters. */
export async function findPoison(
  records: readonly WholeRecord[],
  { topic, deadLetterTopic }: Pick<SinkFlow, "topic" | "deadLetterTopic">,
  kafka: Pick<BrokerClient, "readAll">,
): Promise<Poisoned> {
  const poison = records.filter(isPoison);
  if (poison.length === 0) return { poison: 0, lost: 0 };
  const letters = deadLetterTopic === undefined ? [] : await kafka.readAll(deadLetterTopic);
  const kept = new Set(letters.map(originOf));
  const lost = poison.filter(({ partition, offset }) => !kept.has(place(topic, partition, offset)));
  return { poison: poison.length, lost: lost.length };
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
