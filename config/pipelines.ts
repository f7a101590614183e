import { ORDERS_TOPIC, SALES_TOPIC } from "../connectors/names";

/** What a pipeline takes of its stage, as the rules between settings count it, and what it is made of. */
export interface PipelineShape {
  /** Topics with `ordersPartitions` partitions, each stored in a table that is named after it. */
  readonly stored: readonly string[];
  /** Other topics, of one partition each, besides those of dead letters: one for each that is stored. */
  readonly smallTopics: number;
  /** Its connectors within the stage, each with the setting of its most workers. */
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
  },
} as const satisfies Readonly<Record<string, PipelineShape>>;

export type PipelineName = keyof typeof pipelineShapes;

/** In the order in which they are deployed. */
export const pipelineNames = Object.keys(pipelineShapes) as PipelineName[];

/** Shapes of pipelines. */
export function shapesOf(names: readonly PipelineName[]): PipelineShape[] {
  return names.map((name) => pipelineShapes[name]);
}

/** Tells whether one of some pipelines has a database, runs the generator or deletes items. */
export function anyHas(
  names: readonly PipelineName[],
  what: "database" | "generator" | "deletes",
): boolean {
  return shapesOf(names).some((shape) => shape[what]);
}
