import { describeFailing } from "../failing";

for (const pipeline of ["orders", "cdc", "all"]) {
  describeFailing({ stage: "staging", settings: { pipeline }, parallel: 1 });
}
