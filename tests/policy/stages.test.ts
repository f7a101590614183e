import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { levelOf, policiesPage, stageLevels } from "../../tools/docs/policies";
import type { PlannedResource } from "../../plan/plan";
import { stageNames } from "../../plan/stageConfig";
import { findings, type Resource } from "../../policy/rule";
import { rules } from "../../policy/rules";
import { plan } from "../helpers/stagePlans";

const root = join(__dirname, "../..");
const stages = stageNames(root);

interface Found {
  readonly level: string;
  readonly rule: string;
  readonly finding: string;
}

describe("the policy pack on the stages", () => {
  for (const stage of stages) {
    const express = stage === "dev" ? [] : [["pipeline=all", "brokerType=express.m7g.large"]];
    // No serverless cluster has the key that prod asks for.
    const serverless = stage === "prod" ? [] : [["pipeline=all", "brokerType=serverless"]];
    for (const overrides of [
      [],
      ["pipeline=all", "kafkaClient=true", "nat=single"],
      ["pipeline=cdc", "databaseVersion=16.8", "kafkaClient=true"],
      ...express,
      ...serverless,
    ]) {
      it(`has no mandatory violation in ${[stage, ...overrides].join(" ")}`, async () => {
        const found = await judged(stage, overrides);
        assert.deepEqual(
          found.filter(({ level }) => level === "mandatory"),
          [],
        );
      });
    }

    it(`lowers no more in ${stage} than that stage needs`, async () => {
      const violated = (await judged(stage, ["pipeline=all"])).map(({ rule }) => rule);
      const lowered = rules.filter((rule) => levelOf(rule, stageLevels(stage)) !== "mandatory");
      assert.deepEqual(
        lowered.map(({ id }) => id).filter((id) => !violated.includes(id)),
        [],
      );
    });

    it(`names only rules that exist in policy/${stage}.json`, () => {
      const known = ["all", ...rules.map(({ id }) => id)];
      assert.deepEqual(
        Object.keys(stageLevels(stage)).filter((id) => !known.includes(id)),
        [],
      );
    });
  }

  it("has no violation in prod, of an advisory rule neither", async () => {
    assert.deepEqual(await judged("prod", ["pipeline=all"]), []);
  });

  it("finds what a setting of prod breaks", async () => {
    const found = await judged("prod", [
      "tableRecovery=false",
      "brokerType=kafka.t3.small",
      "kafkaVersion=3.9.x",
    ]);
    assert.deepEqual(
      found.map(({ level, rule }) => [level, rule]),
      [
        ["mandatory", "msk-no-t3"],
        ["mandatory", "dynamodb-recovery"],
      ],
    );
  });

  it("finds of a serverless cluster in prod that AWS's key encrypts it, and nothing else", async () => {
    const found = await judged("prod", ["pipeline=all", "brokerType=serverless"]);
    assert.deepEqual(found, [
      {
        level: "mandatory",
        rule: "msk-customer-key",
        finding: "kafka-cluster: The records are encrypted with AWS's key",
      },
    ]);
  });

  it("has levels for every stage and for no other", () => {
    const files = readdirSync(join(root, "policy")).flatMap(
      (file) => /^(?!package|tsconfig)(.+)\.json$/.exec(file)?.[1] ?? [],
    );
    assert.deepEqual(files.sort(), stages);
  });

  it("is documented by docs/policies.md as npm run docs writes it", async () => {
    assert.equal(readFileSync(join(root, "docs/policies.md"), "utf8"), await policiesPage());
  });
});

/**
 * Returns what the pack finds in a stage: of inputs for a rule of one resource, of state for one of
 * several.
 */
async function judged(stage: string, overrides: readonly string[]): Promise<Found[]> {
  const { resources } = await plan(stage, ...overrides);
  const stack = resources.map((planned) => resourceOf(planned, planned.state));
  const configured = stageLevels(stage);
  return rules.flatMap((rule) =>
    resources.flatMap((planned) =>
      findings(
        rule,
        resourceOf(planned, rule.scope === "resource" ? planned.inputs : planned.state),
        stack,
      ).map((finding) => ({
        level: levelOf(rule, configured),
        rule: rule.id,
        finding: `${planned.name}: ${finding}`,
      })),
    ),
  );
}

/** Nothing is unknown in a plan, so what a value comes from does not matter. */
function resourceOf(planned: PlannedResource, props: Resource["props"]): Resource {
  const { type, name, urn, parent, options } = planned;
  return { type, name, urn, parent, props, protect: options.protect ?? false, sources: {} };
}
