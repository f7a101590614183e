import { describeFailing } from "../failing";
import { describeLife } from "../living";

/** Has a stage with a pipeline live, and each of its operations go wrong once, in either way. */
export function testFailures(stage: string, pipeline: string): void {
  describeLife({ stage, pipeline });
  for (const as of ["refused", "unready"] as const) {
    describeFailing({ stage, settings: { pipeline }, as, parallel: 1 });
  }
}
