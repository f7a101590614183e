import { describeFailing } from "../failing";
import { describeLife } from "../living";

for (const pipeline of ["orders", "cdc", "all"]) {
  describeLife({ stage: "prod", pipeline });
  describeFailing({ stage: "prod", settings: { pipeline }, parallel: 1 });
}
