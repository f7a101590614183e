/**
 * `npm run expected`: writes what each stage's plan is now, for review in the change that causes it,
 * and the outputs that are new.
 */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { projectRoot } from "../../support/projectRoot";
import { loadPlan } from "../../plan/load";
import { stageNames } from "../../plan/stageConfig";
import { expectedPlan } from "./expectedPlan";
import { writePromised } from "./promised";

async function main(): Promise<void> {
  writePromised();
  for (const stage of stageNames(projectRoot)) {
    const plan = expectedPlan(await loadPlan({ stage }));
    writeFileSync(join(__dirname, `${stage}.json`), `${plan}\n`);
  }
}

void main();
