import { describeFailing } from "../failing";
import { describeLife } from "../living";

for (const pipeline of ["orders", "cdc", "all"]) {
  describeLife({ stage: "staging", pipeline });
  describeFailing({ stage: "staging", settings: { pipeline }, parallel: 1 });
}
