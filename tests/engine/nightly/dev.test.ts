import { describeFailing } from "../failing";
import { describeLife } from "../living";

for (const pipeline of ["orders", "cdc", "all"]) {
  describeLife({ stage: "dev", pipeline });
  describeFailing({ stage: "dev", settings: { pipeline }, parallel: 1 });
}
