/**
 * `npm run changes [-- stage ...]`: asks Pulumi's engine what a change of each setting does, and writes
 * it down for docs/changes.md.
 */
import "../errorsOfPrograms";
import { writeFileSync } from "node:fs";
import { format, resolveConfig } from "prettier";
import { projectRoot } from "../../../support/projectRoot";
import { stageNames } from "../../../plan/stageConfig";
import { recordFile } from "../../../tools/docs/changes/recorded";
import { settingKeys } from "../../helpers/rawSettings";
import { outcomesOf } from "./record";

async function main(stages: readonly string[]): Promise<void> {
  for (const stage of stages) {
    const file = recordFile(stage);
    const outcomes = JSON.stringify(await outcomesOf(stage, settingKeys), undefined, 2);
    const style = await resolveConfig(file);
    writeFileSync(file, await format(outcomes, { ...style, filepath: file }));
  }
}

const [, , ...chosen] = process.argv;
void main(chosen.length > 0 ? chosen : stageNames(projectRoot));
