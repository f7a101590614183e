import type { Archive } from "../archives/archive";
import {
  deadLetterConfig,
  jsonConverters,
  named,
  workerProperties,
  type Connector,
  type ConnectorConfig,
  type DeadLetters,
} from "./connector";
import { sinkGroup } from "./names";

/** What every sink is told. */
export interface SinkArgs {
  /** Stage that the connector's name starts with. */
  readonly stage: string;
  /** What the connector is called within its stage. */
  readonly name: string;
  /** The archive of its class. */
  readonly plugin: Archive;
  /** Kafka topics to store. */
  readonly topics: readonly string[];
  /** AWS region of what it stores in. */
  readonly region: string;
  /** Tasks that share the topics' partitions. */
  readonly tasks: number;
  /**
   * Where records go that cannot be stored.
   * @default - such a record stops the sink
   */
  readonly deadLetters?: DeadLetters | undefined;
}

/**
 * Returns what is the same of all sinks, around a configuration of its own, which wins over the
 * converters.
 */
export function sink(
  { stage, name, plugin, topics, tasks, deadLetters }: SinkArgs,
  config: ConnectorConfig,
): Omit<Connector, "access"> {
  const own = named(stage, name);
  return {
    ...own,
    kind: "sink",
    plugin,
    config: {
      "connector.class": plugin.mainClass,
      "tasks.max": String(tasks),
      topics: topics.join(","),
      ...jsonConverters,
      ...config,
      ...(deadLetters === undefined ? {} : deadLetterConfig(deadLetters)),
    },
    reads: topics,
    writes: deadLetters === undefined ? [] : [deadLetters.topic],
    owns: [],
    groups: [sinkGroup(own.name)],
    worker: workerProperties(own.offsets),
  };
}
