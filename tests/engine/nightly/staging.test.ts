import { describeFailing } from "../failing";
import { describeLife } from "../living";

for (const pipeline of ["orders", "cdc", "all"]) {
  describeLife({ stage: "staging", pipeline });
  for (const as of ["refused", "unready"] as const) {
    describeFailing({ stage: "staging", settings: { pipeline }, as, parallel: 1 });
  }
}
