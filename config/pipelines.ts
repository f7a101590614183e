import { ORDERS_TOPIC, SALES_TOPIC } from "../connectors/names";

/** What a pipeline takes of its stage, as the rules between settings count it, and what it is made of. */
export interface PipelineShape {
  /**
   * Topics with `ordersPartitions` partitions that its sinks store: each in a table that is named
   * after it, where the pipeline has tables. Pipelines that store the same one share it.
   */
  readonly stored: readonly string[];
  /** Other topics at most, of one partition each, besides those of dead letters: one for each that is stored. */
  readonly smallTopics: number;
  /**
   * Its connectors within the stage, each with the setting of its most workers. Pipelines share one
   * that both have.
   */
  readonly connectors: Readonly<
    Record<string, "sourceMaxWorkers" | "sinkMaxWorkers" | "captureMaxWorkers">
  >;
  /** Whether it has the Aurora database, whose passwords its connectors take from Secrets Manager. */
  readonly database: boolean;
  /** Whether it runs the generator of orders. */
  readonly generator: boolean;
  /** Whether its records delete items. */
  readonly deletes: boolean;
  /** Roles of its topics among the outputs. */
  readonly topics: readonly string[];
  /** Roles of its tables among the outputs. */
  readonly tables: readonly string[];
  /** Roles of its buckets among the outputs, by which the buckets are named too. */
  readonly buckets: readonly string[];
}

/** Every pipeline that a stage can run, by its name in the setting `pipeline`; pipelines/ makes them. */
export const pipelineShapes = {
  orders: {
    stored: [ORDERS_TOPIC],
    smallTopics: 0,
    connectors: { "orders-source": "sourceMaxWorkers", "orders-sink": "sinkMaxWorkers" },
    database: false,
    generator: true,
    deletes: false,
    topics: ["orders", "deadLetters"],
    tables: ["orders"],
    buckets: [],
  },
  cdc: {
    stored: [SALES_TOPIC],
    smallTopics: 2,
    connectors: { "sales-capture": "captureMaxWorkers", "sales-sink": "sinkMaxWorkers" },
    database: true,
    generator: false,
    deletes: true,
    topics: ["salesOrders", "salesOrdersDeadLetters"],
    tables: ["salesOrders"],
    buckets: [],
  },
  lake: {
    stored: [ORDERS_TOPIC],
    smallTopics: 0,
    connectors: { "orders-source": "sourceMaxWorkers", "lake-sink": "sinkMaxWorkers" },
    database: false,
    generator: true,
    deletes: false,
    topics: ["orders", "lakeDeadLetters"],
    tables: [],
    buckets: ["lake"],
  },
} as const satisfies Readonly<Record<string, PipelineShape>>;

export type PipelineName = keyof typeof pipelineShapes;

/** In the order in which they are deployed. */
export const pipelineNames = Object.keys(pipelineShapes) as PipelineName[];

/** Shapes of pipelines. */
export function shapesOf(names: readonly PipelineName[]): PipelineShape[] {
  return names.map((name) => pipelineShapes[name]);
}

/** Topics that pipelines store, each once. */
export function storedTopics(names: readonly PipelineName[]): string[] {
  return [...new Set(shapesOf(names).flatMap(({ stored }) => stored))];
}

/** Connectors of pipelines, each once, with the setting of its most workers. */
export function connectorsOf(names: readonly PipelineName[]): PipelineShape["connectors"] {
  return Object.fromEntries(
    shapesOf(names).flatMap(({ connectors }) => Object.entries(connectors)),
  );
}

/** Tells whether one of some pipelines has a database, runs the generator or deletes items. */
export function anyHas(
  names: readonly PipelineName[],
  what: "database" | "generator" | "deletes",
): boolean {
  return shapesOf(names).some((shape) => shape[what]);
}
