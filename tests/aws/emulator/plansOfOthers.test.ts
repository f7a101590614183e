import { runsOneAlone, VARIANTS } from "../variants";
import { testPlans } from "./plans";

// The rules judge every variant's requests. Here it is how they work together: dev shows each
// pipeline alone.
testPlans(VARIANTS.filter((variant) => variant.stage !== "dev" && !runsOneAlone(variant)));
