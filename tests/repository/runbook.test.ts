import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { resourcesOfType } from "../../plan/plan";
import { stageNames } from "../../plan/stageConfig";
import { projectRoot } from "../../support/projectRoot";
import { plan } from "../helpers/stagePlans";

const page = readFileSync(join(projectRoot, "docs/runbook.md"), "utf8");
const [, alarms = "", disasters = ""] = page.split(/^## (?:Alarms|Disasters)$/m);

/** Settings with which a stage has every alarm that it can have. */
const everything = [
  "pipeline=all",
  "alarms=true",
  "deadLetters=true",
  "monitoringLevel=PER_BROKER",
];

describe("docs/runbook.md", () => {
  it("has an entry for each alarm of every stage, and none besides", async () => {
    const described = await Promise.all(
      stageNames(projectRoot).map(async (stage) => {
        // Dev has not the zones that Express brokers need.
        const express = stage === "dev" ? [] : [[...everything, "brokerType=express.m7g.large"]];
        const postgreSql = [...everything, "databaseVersion=16.8"];
        const serverless = [...everything, "brokerType=serverless"];
        const variants = [everything, postgreSql, serverless, ...express];
        const plans = variants.map((settings) => plan(stage, ...settings));
        return (await Promise.all(plans)).flatMap((planned) =>
          resourcesOfType(planned, "aws:cloudwatch/metricAlarm:MetricAlarm").map(({ inputs }) =>
            String(inputs["alarmDescription"]),
          ),
        );
      }),
    );
    const linked = described
      .flat()
      .map((description) => /\. What to do: docs\/runbook\.md#([\w-]+)$/.exec(description)?.[1]);
    assert.deepEqual(headings(alarms).toSorted(), [...new Set(linked)].toSorted());
  });

  it("says of each what it means, where to look and how to mend it", () => {
    const wanting = entries(alarms).filter(
      (entry) => !/\n- \*\*Means\*\*: .+\n- \*\*Look\*\*: .+\n- \*\*Mend\*\*: .+\n/.test(entry),
    );
    assert.deepEqual(wanting, []);
  });

  it("says of each disaster what is lost, and the commands", () => {
    const all = entries(disasters);
    assert.equal(all.length, 6);
    const wanting = all.filter(
      (entry) => !entry.includes("**Lost**: ") || !entry.includes("```sh"),
    );
    assert.deepEqual(wanting, []);
  });
});

function headings(text: string): string[] {
  return [...text.matchAll(/^##+ (.+)$/gm)].map(([, heading = ""]) => heading);
}

/** Returns the parts of a chapter, without what stands before the first. */
function entries(text: string): string[] {
  return text.split(/^### /m).slice(1);
}
