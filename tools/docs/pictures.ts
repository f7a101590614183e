import { drawPlan } from "../../plan/graph/svg";
import { loadPlan } from "../../plan/load";

/** Returns the picture of stage dev with one pipeline, small enough for a page. */
export async function pipelinePicture(): Promise<string> {
  return drawPlan(await loadPlan({ stage: "dev", overrides: ["pipeline=orders"] }));
}

/** Returns the picture of stage dev with every pipeline. */
export async function pipelinesPicture(): Promise<string> {
  return drawPlan(await loadPlan({ stage: "dev", overrides: ["pipeline=all"] }));
}
