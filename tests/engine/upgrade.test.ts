import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { stageNames } from "../../plan/stageConfig";
import { projectRoot } from "../../support/projectRoot";
import { EngineStack } from "./engineStack";
import { changes } from "./steps";
import { recordedSnapshot, recordedVersions } from "./upgrade/recorded";

/** What an upgrade may do to a resource without a break and without a loss. */
const HARMLESS = /^(create|update) /;

/**
 * What a later version makes anew on purpose, as the changelog says, by the version that it takes
 * over: a connector goes on where the old one stopped, and a database that is set up again ends the
 * same.
 */
const ANEW: Readonly<Record<string, RegExp>> = {
  "0.1.0":
    / ((Connector|Command) sales-(capture|sink)-(connector|verification)|Command database-bootstrap)$/,
};

describe("A stack of an earlier version, by Pulumi's engine", function () {
  this.timeout(600_000);

  it("is recorded of every release", () => {
    const changelog = readFileSync(join(projectRoot, "CHANGELOG.md"), "utf8");
    const released = [...changelog.matchAll(/^## \[?v?(\d+\.\d+\.\d+)/gm)].map(([, v = ""]) => v);
    assert.notDeepEqual(recordedVersions(), []);
    assert.deepEqual(
      released.filter((version) => !recordedVersions().includes(version)),
      [],
    );
  });

  for (const version of recordedVersions()) {
    for (const stage of stageNames(projectRoot)) {
      it(`is taken over without a replacement: ${stage} of ${version}`, async () => {
        const engine = await EngineStack.open(stage);
        try {
          engine.restore(recordedSnapshot(version, stage));
          const steps = changes(await engine.up()).filter((step) => !HARMLESS.test(step));
          const harmful = steps.filter((step) => ANEW[version]?.test(step) !== true);
          assert.deepEqual(harmful, []);
        } finally {
          engine.close();
        }
      });
    }
  }
});
