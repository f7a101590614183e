import { describeFailing } from "../failing";
import { describeLife } from "../living";

for (const pipeline of ["orders", "cdc", "all"]) {
  describeLife({ stage: "dev", pipeline });
  for (const as of ["refused", "unready"] as const) {
    describeFailing({ stage: "dev", settings: { pipeline }, as, parallel: 1 });
  }
}
