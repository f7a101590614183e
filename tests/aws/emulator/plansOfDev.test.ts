import { runsOneAlone, VARIANTS } from "../variants";
import { testPlans } from "./plans";

// Each pipeline alone: the other stages show what comes with all.
testPlans(VARIANTS.filter((variant) => variant.stage === "dev" && runsOneAlone(variant)));
