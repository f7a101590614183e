import { VARIANTS } from "../variants";
import { testPlans } from "./plans";

// Each pipeline alone: the other stages show what comes with all.
testPlans(
  VARIANTS.filter(
    ({ stage, overrides: [first = ""] }) => stage === "dev" && /^pipeline=(?!all)/.test(first),
  ),
);
