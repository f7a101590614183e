import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { projectRoot } from "../../../support/projectRoot";
import { loadPlan } from "../../../plan/load";
import { stageNames } from "../../../plan/stageConfig";
import { expectedPlan } from "../../expected/expectedPlan";

describe("The plan of each stage", () => {
  for (const stage of stageNames(projectRoot)) {
    it(`of ${stage} is the expected one; after a wanted change run npm run expected`, async () => {
      const expected = readFileSync(join(__dirname, `../../expected/${stage}.json`), "utf8");
      assert.deepEqual(JSON.parse(expectedPlan(await loadPlan({ stage }))), JSON.parse(expected));
    });
  }
});
