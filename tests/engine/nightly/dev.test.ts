import { describeFailing } from "../failing";

for (const pipeline of ["orders", "cdc", "all"]) {
  describeFailing({ stage: "dev", settings: { pipeline }, parallel: 1 });
}
