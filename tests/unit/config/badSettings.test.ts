import assert from "node:assert/strict";
import { execa } from "execa";
import { constraints } from "../../../config/constraints";
import { schema } from "../../../config/schema";
import { SettingsError } from "../../../config/settings";
import { projectRoot } from "../../../support/projectRoot";
import { loadPlan } from "../../../plan/load";
import { faultsOf, rawSettings, settingKeys } from "../../helpers/rawSettings";
import { wrongAlone, type BadSettings } from "./wrongAlone";
import { wrongTogether } from "./wrongTogether";

const table: readonly BadSettings[] = [...wrongAlone, ...wrongTogether];

describe("Bad settings", () => {
  for (const [stage, changes, key, says] of table) {
    it(`refuses ${written(changes).join(" ")} in ${stage}, names ${key} and says what is right`, () => {
      const faults = faultsOf(rawSettings(stage, changes));
      const own = faults.filter((fault) => fault.startsWith(`${key}: `));
      assert.ok(
        own.some((fault) => says.test(fault)),
        `got: ${faults.join(" | ")}`,
      );
    });
  }

  it("has a wrong value of every setting in the table", () => {
    const keys = new Set(table.map(([, , key]) => key));
    assert.deepEqual(
      settingKeys.filter((key) => !keys.has(key)),
      [],
    );
  });

  it("has a case of every rule in the table", () => {
    const cases = wrongTogether.map(([stage, changes]) =>
      schema.parse(rawSettings(stage, changes)),
    );
    const unused = constraints.filter(({ check }) =>
      cases.every((each) => check(each) === undefined),
    );
    assert.deepEqual(
      unused.map(({ key, check }) => `${key}: ${check.name}`),
      [],
    );
  });
});

const seen: readonly BadSettings[] = [
  [
    "dev",
    { "aws:region": "il-central-1", pipeline: "cdc" },
    "aws:region",
    /Debezium can verify where the pipeline is cdc; .*rds-ca\.pem .*il-central-1/,
  ],
  ["dev", { "aws:region": "us-east" }, "aws:region", /must be an AWS region such .*got "us-east"/],
  ["prod", { zones: "4", brokers: "x" }, "msk-pipeline:zones", /must be 2 or 3, got 4$/m],
  ["dev", { vpcCidr: "10.0.0.1/16" }, "msk-pipeline:vpcCidr", /, got "10\.0\.0\.1\/16"$/m],
  [
    "dev",
    { availabilityZones: '["us-east-1a","eu-west-1a"]' },
    "msk-pipeline:availabilityZones",
    /must be zones of us-east-1, .* such as us-east-1a; got eu-west-1a$/m,
  ],
  ["staging", { captureMaxWorkers: "2" }, "msk-pipeline:captureMaxWorkers", /; got 2$/m],
  ["dev", { ["__proto__"]: "1" }, "msk-pipeline:__proto__", /is no setting of this project/],
];

for (const [stage, changes, key, says] of seen) {
  const overrides = written(changes);

  describe(`${overrides.join(" ")} in ${stage}`, function () {
    this.timeout(60_000);

    it("ends the program before it has any resource", async () => {
      await assert.rejects(loadPlan({ stage, overrides }), (error) => {
        assert.ok(error instanceof SettingsError);
        assert.ok(error.message.includes(`  ${key}: `), error.message);
        assert.match(error.message, says);
        return true;
      });
    });
  });
}

describe("Settings that are refused", function () {
  this.timeout(60_000);

  it("end the command line with the message alone", async () => {
    const { exitCode, stdout, stderr } = await execa(
      "node",
      ["--import", "tsx", "cli/main.ts", "plan", "--stage", "prod", "-c", "zones=4"],
      { cwd: projectRoot, reject: false },
    );
    assert.deepEqual([exitCode, stdout], [1, ""]);
    assert.match(stderr, /^The settings of stage "prod" are not valid\. Fix Pulumi\.prod\.yaml/);
    assert.match(stderr, /^ {2}msk-pipeline:zones: must be 2 or 3, got 4$/m);
    assert.doesNotMatch(stderr, /^\s+at /m);
  });
});

function written(changes: Readonly<Record<string, string>>): string[] {
  return Object.entries(changes).map(([key, value]) => `${key}=${value}`);
}
