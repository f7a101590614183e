import type { PipelineName } from "../config/pipelines";
import { cdcPipeline } from "./cdc";
import { ordersPipeline } from "./orders";
import type { Pipeline, Platform } from "./platform";

/** What makes each pipeline. */
const pipelines: { readonly [Name in PipelineName]: (platform: Platform) => Pipeline } = {
  orders: ordersPipeline,
  cdc: cdcPipeline,
};

/** Makes the stage's pipelines; returns what all of them have. No two have a role in common. */
export function deployPipelines(platform: Platform): Pipeline {
  const none: Pipeline = { topics: {}, tables: {}, connectors: {} };
  return platform.settings.pipeline
    .map((name) => pipelines[name](platform))
    .reduce(
      (all, { topics, tables, connectors, ...others }) => ({
        ...all,
        ...others,
        topics: { ...all.topics, ...topics },
        tables: { ...all.tables, ...tables },
        connectors: { ...all.connectors, ...connectors },
      }),
      none,
    );
}
