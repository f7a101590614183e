import { describeFailing } from "../failing";

for (const pipeline of ["orders", "cdc", "all"]) {
  describeFailing({ stage: "prod", settings: { pipeline }, parallel: 1 });
}
