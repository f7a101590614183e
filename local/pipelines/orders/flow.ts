import type { DeclaredStage } from "../../declared/declaredStage";
import type { Properties } from "../../../support/properties";
import { required, sinkOf, type SinkFlow } from "../sinkFlow";
import { isGenerator, recordsOf } from "../../declared/translate";

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
 * The way of the orders through a pipeline that is translated for this machine; undefined for a
 * stage without a generator.
 */
export function ordersFlow(pipeline: DeclaredStage): Flow | undefined {
  const source = pipeline.connectors.find(({ config }) => isGenerator(config));
  if (source === undefined) return undefined;
  const topic = required(source.config["kafka.topic"], `kafka.topic of ${source.name}`);
  const { config, ...sink } = sinkOf(pipeline, topic);
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
