import type { BrokerClient } from "../clients/broker";
import type { WholeRecord } from "../clients/readTopic";
import type { SinkFlow } from "./sinkFlow";

/** Header of a record that a fault has put into a topic, of which the sink can make no item. */
export const POISON_HEADER = "poison";

export function isPoison({ headers }: WholeRecord): boolean {
  return POISON_HEADER in headers;
}

/** Counts those of a topic's poisonous records that are no dead letters. */
export async function countLost(
  poison: readonly WholeRecord[],
  { topic, deadLetterTopic }: Pick<SinkFlow, "topic" | "deadLetterTopic">,
  kafka: Pick<BrokerClient, "readAll">,
): Promise<number> {
  if (poison.length === 0 || deadLetterTopic === undefined) return poison.length;
  const kept = new Set((await kafka.readAll(deadLetterTopic)).map(originOf));
  return poison.filter(({ partition, offset }) => !kept.has(place(topic, partition, offset)))
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
