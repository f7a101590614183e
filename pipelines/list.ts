import type { PipelineName } from "../config/pipelines";
import { cdcPipeline } from "./cdc";
import { lakePipeline } from "./lake";
import { ordersPipeline } from "./orders";
import type { Pipeline, Platform } from "./platform";

/** What makes each pipeline. */
const pipelines: { readonly [Name in PipelineName]: (platform: Platform) => Pipeline } = {
  orders: ordersPipeline,
  cdc: cdcPipeline,
  lake: lakePipeline,
};

/** Makes the stage's pipelines; returns what all of them have. What has one role is one thing. */
export function deployPipelines(platform: Platform): Deployed {
  const none: Deployed = { topics: {}, tables: {}, buckets: {}, connectors: {} };
  return platform.settings.pipeline
    .map((name) => pipelines[name](platform))
    .reduce<Deployed>(
      (all, { topics, tables, buckets, connectors, ...others }) => ({
        ...all,
        ...others,
        topics: { ...all.topics, ...topics },
        tables: { ...all.tables, ...tables },
        buckets: { ...all.buckets, ...buckets },
        connectors: { ...all.connectors, ...connectors },
      }),
      none,
    );
}

/** What all pipelines of a stage have together. */
type Deployed = Pipeline & Required<Pick<Pipeline, "buckets">>;
