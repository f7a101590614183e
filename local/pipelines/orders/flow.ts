import type { DeclaredStage } from "../../declared/declaredStage";
import type { Properties } from "../../../support/properties";
import { required, sinkOf, tableSinkOf, type SinkFlow } from "../sinkFlow";
import { isGenerator, recordsOf } from "../../declared/translate";

/** Orders to make where nobody says how many. */
export const ORDERS = 1000;

/** Records on their way from a generator through a topic into a table. */
export interface Flow extends Omit<SinkFlow, "config"> {
  /** Connector that makes the records. */
  readonly source: string;
  /** How many it makes. */
  readonly records: number;
  /** What joins the names of nested fields; undefined where the sink keeps them nested. */
  readonly delimiter: string | undefined;
}

/**
 * Finds the way of the orders through a translated stage; undefined for one without a generator, or
 * whose orders go into no table.
 */
export function ordersFlow(stage: DeclaredStage): Flow | undefined {
  const source = stage.connectors.find(({ config }) => isGenerator(config));
  if (source === undefined) return undefined;
  const topic = required(source.config["kafka.topic"], `kafka.topic of ${source.name}`);
  if (tableSinkOf(stage, topic) === undefined) return undefined;
  const { config, ...sink } = sinkOf(stage, topic);
  return {
    source: source.name,
    records: recordsOf(source.config),
    ...sink,
    delimiter: flattenDelimiter(config),
  };
}

function flattenDelimiter(config: Properties): string | undefined {
  const names = (config["transforms"] ?? "").split(",").map((name) => name.trim());
  const flatten = names.find((name) =>
    config[`transforms.${name}.type`]?.endsWith(".Flatten$Value"),
  );
  return flatten === undefined ? undefined : (config[`transforms.${flatten}.delimiter`] ?? ".");
}
