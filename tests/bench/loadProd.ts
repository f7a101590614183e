/** What load.ts times: evaluates the prod stage once. */
import { loadPlan } from "../../plan/load";

void loadPlan({ stage: "prod" });
