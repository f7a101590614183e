/**
 * `npm run release-states`: records the stack of each stage as this version of the program leaves it,
 * for a later one to take over. Part of a release.
 */
import { version } from "../../../package.json";
import { stageNames } from "../../../plan/stageConfig";
import { projectRoot } from "../../../support/projectRoot";
import { EngineStack } from "../engineStack";
import { recordSnapshot } from "./recorded";

async function record(stage: string): Promise<void> {
  const engine = await EngineStack.open(stage, { settings: { pipeline: "all" } });
  try {
    await engine.up();
    recordSnapshot(version, stage, engine.snapshot());
  } finally {
    engine.close();
  }
}

async function main(): Promise<void> {
  for (const stage of stageNames(projectRoot)) await record(stage);
}

void main();
