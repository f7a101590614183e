import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { Kafka, KafkaJSProtocolError, logLevel, type Admin } from "kafkajs";
import type { Topic } from "../../plan/declared";
import { until } from "../../support/waiting";
import {
  plainText,
  readTopic,
  timedText,
  type Range,
  type TimedRecord,
  type ValueText,
  type WholeRecord,
} from "./readTopic";

/** A record that is to be sent. */
export type NewRecord = Pick<WholeRecord, "key" | "value" | "headers">;

export interface ListedTopic {
  readonly name: string;
  readonly partitions: number;
  /** Copies of each partition. */
  readonly replication: number;
  readonly records: number;
}

type GroupOffsets = Awaited<ReturnType<Admin["fetchOffsets"]>>;
type TopicEnds = Awaited<ReturnType<Admin["fetchTopicOffsets"]>>;

/** Seconds that the broker has to lead new topics; it takes milliseconds where nothing is wrong. */
const LEADER_SECONDS = 30;

/** The broker of this machine, seen by a client. */
export class BrokerClient {
  readonly #kafka: Kafka;
  readonly #admin: Admin;
  /** Topics that are there to be read; none of them goes. */
  readonly #known = new Set<string>();

  constructor(
    bootstrapServers: string,
    /** How values are read. */
    private readonly valueText: ValueText = plainText,
  ) {
    this.#kafka = new Kafka({
      brokers: [bootstrapServers],
      clientId: "pipeline",
      logLevel: logLevel.NOTHING,
      retry: { initialRetryTime: 50, maxRetryTime: 500 },
    });
    this.#admin = this.#kafka.admin();
  }

  /** Connects once the broker takes requests; before that it throws. */
  async connect(): Promise<void> {
    await this.#admin.connect();
    const { brokers } = await this.#admin.describeCluster();
    if (brokers.length === 0) throw new Error("The broker has not joined its cluster yet.");
  }

  async close(): Promise<void> {
    await this.#admin.disconnect();
  }

  /**
   * Creates topics as declared, and waits until each partition has a leader; those that are there
   * stay as they are. Throws UserError when the broker does not get there.
   */
  async createTopics(topics: readonly Topic[], signal: AbortSignal): Promise<void> {
    await this.#admin.createTopics({
      // KafkaJS does not wait for a topic that the controller has made and the broker not heard of.
      waitForLeaders: false,
      topics: topics.map(({ name, partitionCount, replicationFactor, configs }) => ({
        topic: name,
        numPartitions: partitionCount,
        replicationFactor,
        configEntries: Object.entries(configs).map(([key, value]) => ({ name: key, value })),
      })),
    });
    const names = topics.map(({ name }) => name);
    await until(async () => ((await this.#areLed(names)) ? true : undefined), {
      signal,
      otherwise: `Not every partition of ${names.join(", ")} had a leader`,
      seconds: LEADER_SECONDS,
    });
  }

  /** Tells whether the broker knows all these topics, and a leader of each of their partitions. */
  async #areLed(names: readonly string[]): Promise<boolean> {
    const { topics } = await this.#admin.fetchTopicMetadata();
    const led = topics.filter(({ partitions }) => partitions.every(({ leader }) => leader >= 0));
    const known = new Set(led.map(({ name }) => name));
    return names.every((name) => known.has(name));
  }

  /** Records that a topic holds; none where it is not there yet. */
  async count(topic: string): Promise<number> {
    const partitions = await this.#ends(topic);
    return partitions.reduce((sum, { high, low }) => sum + Number(high) - Number(low), 0);
  }

  /** Returns all topics by name, Kafka's own too. */
  async topics(): Promise<ListedTopic[]> {
    const { topics } = await this.#admin.fetchTopicMetadata();
    const listed = topics.map(async ({ name, partitions }) => ({
      name,
      partitions: partitions.length,
      replication: partitions[0]?.replicas.length ?? 0,
      records: await this.count(name),
    }));
    return (await Promise.all(listed)).sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  /** Records of a topic that a consumer group has done with. */
  async consumed(group: string, topic: string): Promise<number> {
    const [committed, ends] = await this.#progress(group, topic);
    const starts = new Map(ends.map(({ partition, low }) => [partition, Number(low)]));
    return committed
      .flatMap(({ partitions }) => partitions)
      .map(({ partition, offset }) => Number(offset) - (starts.get(partition) ?? 0))
      .reduce((sum, done) => sum + Math.max(done, 0), 0);
  }

  /** Records of a topic that a consumer group has still to read; undefined before it has read any. */
  async lag(group: string, topic: string): Promise<number | undefined> {
    const [committed, ends] = await this.#progress(group, topic);
    const offsets = new Map(
      committed
        .flatMap(({ partitions }) => partitions)
        .map(({ partition, offset }) => [partition, Number(offset)]),
    );
    if ([...offsets.values()].every((offset) => offset < 0)) return undefined;
    // A partition without an offset is read from its beginning.
    return ends.reduce(
      (sum, { partition, low, high }) =>
        sum + Number(high) - Math.max(offsets.get(partition) ?? 0, Number(low)),
      0,
    );
  }

  /** Reads all that a topic holds now, partition by partition in order. */
  async readAll(topic: string): Promise<(WholeRecord & TimedRecord)[]> {
    return readTopic(this.#kafka, topic, await this.#ranges(topic), this.valueText);
  }

  /** Reads the last records of a topic, the newest first. */
  async readLast(topic: string, most: number): Promise<WholeRecord[]> {
    const ends = (await this.#ranges(topic)).map(({ partition, from, to }) => ({
      partition,
      from: Math.max(from, to - most),
      to,
    }));
    const records = await readTopic(this.#kafka, topic, ends, this.valueText);
    // Of records of one millisecond the later in its partition is the newer.
    const newest = records.reverse().sort((a, b) => Number(b.timestamp) - Number(a.timestamp));
    return newest.slice(0, most);
  }

  /** What a group has committed of a topic, and where the topic begins and ends. */
  async #progress(group: string, topic: string): Promise<[GroupOffsets, TopicEnds]> {
    if (!(await this.#isThere(topic))) return [[], []];
    return Promise.all([
      this.#admin.fetchOffsets({ groupId: group, topics: [topic] }),
      this.#admin.fetchTopicOffsets(topic),
    ]);
  }

  async #ends(topic: string): Promise<TopicEnds> {
    return (await this.#isThere(topic)) ? this.#admin.fetchTopicOffsets(topic) : [];
  }

  /**
   * Tells whether a topic is there that a connector may make at any time: KafkaJS fails where it is not,
   * and while its broker only begins to lead it.
   */
  async #isThere(topic: string): Promise<boolean> {
    if (this.#known.has(topic)) return true;
    if (!(await this.#areLed([topic]))) return false;
    try {
      await this.#admin.fetchTopicOffsets(topic);
    } catch (error) {
      if (error instanceof KafkaJSProtocolError && error.retriable) return false;
      throw error;
    }
    this.#known.add(topic);
    return true;
  }

  /** What each partition holds now. */
  async #ranges(topic: string): Promise<Range[]> {
    const partitions = await this.#ends(topic);
    return partitions.map(({ partition, low, high }) => ({
      partition,
      from: Number(low),
      to: Number(high),
    }));
  }

  /** Sends records one after another, each in a batch of its own, which Kafka bounds by 1 MiB. */
  async send(topic: string, records: readonly NewRecord[]): Promise<void> {
    const producer = this.#kafka.producer();
    await producer.connect();
    try {
      for (const { key, value, headers } of records) {
        await producer.send({ topic, messages: [{ key, value, headers: { ...headers } }] });
      }
    } finally {
      await producer.disconnect();
    }
  }

  /**
   * Hands on a topic's records, the oldest first or only those to come, until the signal is
   * aborted, which `onRecord` may do; throws when the broker is gone.
   */
  async follow(
    topic: string,
    { fromBeginning, signal }: { readonly fromBeginning: boolean; readonly signal: AbortSignal },
    onRecord: (record: TimedRecord) => void,
  ): Promise<void> {
    const groupId = `console-consumer-${randomUUID()}`;
    const consumer = this.#kafka.consumer({ groupId, maxWaitTimeInMs: 100 });
    const crashed = new Promise<never>((_, reject) => {
      consumer.on(consumer.events.CRASH, ({ payload }) => {
        reject(payload.error);
      });
    });
    // It may crash before anybody waits for it.
    crashed.catch(() => undefined);
    await consumer.connect();
    try {
      await consumer.subscribe({ topics: [topic], fromBeginning });
      await consumer.run({
        autoCommit: false,
        eachMessage: async ({ partition, message }) => {
          if (signal.aborted) return;
          onRecord({ partition, ...(await timedText(message, this.valueText)) });
        },
      });
      if (!signal.aborted) await Promise.race([once(signal, "abort"), crashed]);
    } finally {
      await consumer.disconnect();
    }
  }
}
