import { describeFailing } from "../failing";
import { describeLife } from "../living";

for (const pipeline of ["orders", "cdc", "all"]) {
  describeLife({ stage: "prod", pipeline });
  for (const as of ["refused", "unready"] as const) {
    describeFailing({ stage: "prod", settings: { pipeline }, as, parallel: 1 });
  }
}
