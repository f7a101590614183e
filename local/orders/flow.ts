import { isGenerator, recordsOf } from "./translate";
import type { Pipeline, PlannedConnector, Properties, Table } from "./pipeline";

/** Records on their way from a generator through a topic into a table. */
export interface Flow {
  /** Connector that makes the records. */
  readonly source: string;
  /** How many it makes. */
  readonly records: number;
  readonly topic: string;
  /** Connector that stores them. */
  readonly sink: string;
  /** Consumer group of the sink. */
  readonly group: string;
  readonly table: Table;
  /** Where a record holds its key, as the sink's configuration says it. */
  readonly hashKey: string;
  /** What joins the names of nested fields; undefined where the sink keeps them nested. */
  readonly delimiter: string | undefined;
  readonly deadLetterTopic: string | undefined;
}

/** The way of the orders through a pipeline that is translated for this machine. */
export function ordersFlow({ connectors, tables }: Pipeline): Flow {
  const source = required(
    connectors.find(({ config }) => isGenerator(config)),
    "a generator",
  );
  const topic = required(source.config["kafka.topic"], `kafka.topic of ${source.name}`);
  const sink = required(
    connectors.find((connector) => topicsOf(connector).includes(topic)),
    `a sink that reads ${topic}`,
  );
  const { config } = sink;
  const tableName = (config["table.name.format"] ?? "${topic}").replaceAll("${topic}", topic);
  return {
    source: source.name,
    records: recordsOf(source.config),
    topic,
    sink: sink.name,
    group: `connect-${sink.name}`,
    table: required(
      tables.find(({ name }) => name === tableName),
      `table ${tableName}, which ${sink.name} writes to`,
    ),
    hashKey: config["aws.dynamodb.pk.hash"] ?? "partition",
    delimiter: flattenDelimiter(config),
    deadLetterTopic: config["errors.deadletterqueue.topic.name"],
  };
}

function topicsOf({ config }: PlannedConnector): string[] {
  return (config["topics"] ?? "").split(",").map((topic) => topic.trim());
}

function flattenDelimiter(config: Properties): string | undefined {
  const names = (config["transforms"] ?? "").split(",").map((name) => name.trim());
  const flatten = names.find((name) =>
    config[`transforms.${name}.type`]?.endsWith(".Flatten$Value"),
  );
  return flatten === undefined ? undefined : (config[`transforms.${flatten}.delimiter`] ?? ".");
}

function required<T>(value: T | undefined, what: string): T {
  if (value === undefined) throw new Error(`The stage declares no such thing: ${what}.`);
  return value;
}
