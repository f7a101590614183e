import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { stageNames } from "../../plan/stageConfig";
import { projectRoot } from "../../support/projectRoot";
import { changesPage } from "../../tools/docs/changes/page";
import { reasons } from "../../tools/docs/changes/reasons";
import { readOutcomes, type Outcome } from "../../tools/docs/changes/recorded";
import { examples } from "../engine/table/examples";
import { rawSettings, settingKeys } from "../helpers/rawSettings";

/** What holds data, logs among it, or the key without which data are lost. */
const DATA = ["Bucket", "Cluster", "Key", "LogGroup", "Table", "Topic"];

/**
 * Without records that anybody misses: they are of connectors, and protected in no stage. The topic
 * of the alarms is one of SNS, which keeps nothing.
 */
const NO_DATA = /-sink-offsets-topic$|^heartbeats-topic$|^licences-topic$|^monitoring-topic$/;

/** Logs that a setting turns off go with it. */
const ITS_LOGS = ["flowLogs", "databaseAuditLogs", "alarms"];

/** Returns the names of what a change takes data away of. */
function lost({ does }: Outcome): string[] {
  return does
    .map((each) => each.split(" "))
    .filter(([op = "", type = ""]) => /delete|replace/.test(op) && DATA.includes(type))
    .map(([, , name = ""]) => name)
    .filter((name) => !NO_DATA.test(name));
}

describe("docs/changes.md", () => {
  const outcomes = stageNames(projectRoot).map((stage) => ({ stage, of: readOutcomes(stage) }));

  it("is what npm run docs writes", async () => {
    const committed = readFileSync(join(projectRoot, "docs/changes.md"), "utf8");
    assert.equal(committed, await changesPage());
  });

  it("says of every setting what a change of it does, once", () => {
    const named = reasons.flatMap(({ settings }) => settings);
    assert.deepEqual(named.toSorted(), [...settingKeys, "aws:region"].toSorted());
  });

  it("has a change of every setting, and what comes of it in every stage", () => {
    assert.deepEqual(Object.keys(examples).sort(), settingKeys.toSorted());
    const tried = Object.entries(examples).filter(([, { to }]) => to.length > 0);
    for (const { stage, of } of outcomes) {
      assert.deepEqual(Object.keys(of).sort(), tried.map(([key]) => key).sort(), stage);
    }
  });

  it("says for each what protects the data that it would cost", () => {
    for (const { settings, data = "" } of reasons) {
      assert.ok(!data.includes("lost") || data.includes("refused by `protectData`"), settings[0]);
    }
  });

  it("says where data are lost, and only there", () => {
    const said = reasons.filter(({ data = "" }) => data.includes("lost"));
    const allowed = [...said.flatMap(({ settings }) => settings), ...ITS_LOGS];
    for (const { stage, of } of outcomes) {
      const costly = Object.keys(of).filter((key) => lost(of[key] ?? NOTHING).length > 0);
      assert.deepEqual(
        costly.filter((key) => !allowed.includes(key)),
        [],
        stage,
      );
    }
  });

  it("has no stage with protectData lose any", () => {
    const careful = outcomes.filter(({ stage }) => rawSettings(stage)["protectData"] === "true");
    assert.ok(careful.length > 0);
    for (const { of } of careful) {
      for (const [setting, outcome] of Object.entries(of)) {
        if (!ITS_LOGS.includes(setting)) assert.deepEqual(lost(outcome), [], setting);
      }
    }
  });
});

const NOTHING: Outcome = { from: "", to: "", does: [], protected: [] };
