/**
 * `npm run changes [-- stage ...]`: asks Pulumi's engine what a change of each setting does, and writes
 * it down for docs/changes.md.
 */
import { writeFileSync } from "node:fs";
import { format } from "prettier";
import { projectRoot } from "../../../support/projectRoot";
import { stageNames } from "../../../plan/stageConfig";
import { recordFile } from "../../../tools/docs/changes/recorded";
import { settingKeys } from "../../helpers/rawSettings";
import { outcomesOf } from "./record";

async function main(stages: readonly string[]): Promise<void> {
  for (const stage of stages) {
    const outcomes = await outcomesOf(stage, settingKeys);
    writeFileSync(
      recordFile(stage),
      await format(JSON.stringify(outcomes, undefined, 2), { parser: "json" }),
    );
  }
}

const [, , ...chosen] = process.argv;
void main(chosen.length > 0 ? chosen : stageNames(projectRoot));
