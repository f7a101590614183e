import { sinkGroup, tableName } from "../../connectors/names";
import type { Table } from "../../plan/declared";
import { bucketOf } from "../declared/buckets";
import type { DeclaredStage, DeclaredConnector } from "../declared/declaredStage";

/** The last part of any way: from a topic into a table. */
export interface SinkFlow {
  readonly topic: string;
  /** Connector that stores the records. */
  readonly sink: string;
  /** Consumer group of the sink. */
  readonly group: string;
  readonly table: Table;
  /** Where a record holds its key, as the sink's configuration says it. */
  readonly hashKey: string;
  readonly deadLetterTopic: string | undefined;
  readonly config: DeclaredConnector["config"];
}

/** Returns the sink that stores a topic's records in a table; undefined where there is none. */
export function tableSinkOf(
  { connectors }: Pick<DeclaredStage, "connectors">,
  topic: string,
): DeclaredConnector | undefined {
  return connectors.find((each) => each.reads.includes(topic) && bucketOf(each) === undefined);
}

/**
 * Returns the way from a topic into its table; throws where the stage declares no sink or no table
 * for it.
 */
export function sinkOf(stage: DeclaredStage, topic: string): SinkFlow {
  const { tables } = stage;
  const sink = required(tableSinkOf(stage, topic), `a sink that reads ${topic}`);
  const { name, config } = sink;
  const stored = tableOf(sink, topic);
  return {
    topic,
    sink: name,
    group: sinkGroup(name),
    table: required(
      tables.find((table) => table.name === stored),
      `table ${stored}, which ${name} writes to`,
    ),
    hashKey: config["aws.dynamodb.pk.hash"] ?? "partition",
    deadLetterTopic: config["errors.deadletterqueue.topic.name"],
    config,
  };
}

/** Returns the name of the table that a sink puts a topic's records into. */
export function tableOf({ config }: DeclaredConnector, topic: string): string {
  return tableName(config["table.name.format"] ?? "${topic}", topic);
}

export function required<T>(value: T | undefined, what: string): T {
  if (value === undefined) throw new Error(`The stage declares no such thing: ${what}.`);
  return value;
}
