import { jsonConverters, named, workerProperties, type Connector } from "./connector";
import type { Archive } from "../archives/archive";

export interface DatagenArgs {
  /** Stage that the connector's name starts with. */
  readonly stage: string;
  /** What the connector is called within its stage. */
  readonly name: string;
  /** Confluent's Datagen, or one that takes its keys. */
  readonly plugin: Archive;
  /** Kafka topic that the orders go to. */
  readonly topic: string;
  /** Longest pause in milliseconds between two orders; the mean is half of it. */
  readonly intervalMs: number;
  /**
   * Orders after which it ends.
   * @default - it never ends
   */
  readonly iterations?: number;
}

/**
 * Makes up orders: `{ ordertime, orderid, itemid, orderunits, address: { city, state, zipcode } }`.
 * It has one task, since every task of Datagen counts its order ids from 0.
 */
export function datagen(args: DatagenArgs): Connector {
  const { stage, name, plugin, topic, intervalMs, iterations = -1 } = args;
  const own = named(stage, name);
  return {
    ...own,
    kind: "source",
    plugin,
    config: {
      "connector.class": plugin.mainClass,
      "kafka.topic": topic,
      quickstart: "orders",
      ...jsonConverters,
      "max.interval": String(intervalMs),
      iterations: String(iterations),
      "tasks.max": "1",
    },
    reads: [],
    writes: [topic],
    owns: [],
    groups: [],
    access: [],
    worker: workerProperties(own.offsets),
    longestPauseMs: intervalMs,
  };
}
