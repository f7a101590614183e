import type { Connector } from "./connector";

/** A topic as a connector makes it. */
export interface NewTopic {
  /** What the connector's configuration calls it: letters, digits and hyphens. */
  readonly alias: string;
  readonly topic: string;
  readonly partitions: number;
  /** Configuration of the topic, such as `retention.ms`. */
  readonly configs: Readonly<Record<string, string>>;
}

/**
 * Copies as the brokers have them, which Kafka takes since 2.4.
 *
 * @see https://cwiki.apache.org/confluence/display/KAFKA/KIP-464%3A+Defaults+for+AdminClient%23createTopic
 */
export const COPIES_OF_BROKERS = -1;

/**
 * Has a connector make the topics that it writes, and its workers the one of its offsets, where nobody
 * else can. A source is told of the topics' partitions and configuration; the topic of a sink's dead
 * letters is made by Kafka Connect itself, of one partition and as the brokers have it. No worker asks
 * for a topic that it only reads, which a broker might make of one partition, or fail it for.
 *
 * @see https://cwiki.apache.org/confluence/display/KAFKA/KIP-158%3A+Kafka+Connect+should+allow+source+connectors+to+set+topic-specific+settings+for+new+topics
 * @see https://github.com/apache/kafka/blob/2.7.1/connect/runtime/src/main/java/org/apache/kafka/connect/runtime/errors/DeadLetterQueueReporter.java
 */
export function makingTopics(connector: Connector, topics: readonly NewTopic[]): Connector {
  const { kind, writes, config, offsets, worker } = connector;
  const written = topics.filter(({ topic }) => writes.includes(topic));
  const creates = topics.map(({ topic }) => topic).filter(isOneOf([...writes, offsets]));
  if (creates.length === 0) return connector;
  return {
    ...connector,
    config: kind === "source" ? { ...config, ...creationConfig(written) } : config,
    creates,
    worker: { ...worker, "consumer.allow.auto.create.topics": "false" },
  };
}

function isOneOf(names: readonly string[]): (name: string) => boolean {
  return (name) => names.includes(name);
}

/** The first topic is what Kafka Connect takes any for that no group names; each other has its group. */
function creationConfig([first, ...others]: readonly NewTopic[]): Record<string, string> {
  if (first === undefined) return {};
  const groups = others.map(({ alias }) => alias).join(",");
  return {
    ...group("default", first),
    ...(others.length === 0 ? {} : { "topic.creation.groups": groups }),
    ...Object.fromEntries(others.flatMap((topic) => Object.entries(includedGroup(topic)))),
  };
}

function includedGroup(topic: NewTopic): Record<string, string> {
  const only = topic.topic.replace(/\./g, "\\.");
  return { [`topic.creation.${topic.alias}.include`]: only, ...group(topic.alias, topic) };
}

function group(name: string, { partitions, configs }: NewTopic): Record<string, string> {
  const settings = {
    partitions: String(partitions),
    "replication.factor": String(COPIES_OF_BROKERS),
    ...configs,
  };
  return Object.fromEntries(
    Object.entries(settings).map(([key, value]) => [`topic.creation.${name}.${key}`, value]),
  );
}
