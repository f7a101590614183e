import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { test } from "node:test";

interface Resource {
  type: string;
  name: string;
  inputs: Record<string, unknown>;
}

// The plan of stage dev, for which no AWS is asked.
const plan = execFileSync("npx", ["--no", "msk-pipeline", "plan", "--json"], { encoding: "utf8" });
const { resources } = JSON.parse(plan) as { resources: Resource[] };

function inputsOf(name: string): Record<string, unknown> {
  const found = resources.find((resource) => resource.name === name);
  assert.ok(found, `the plan has no ${name}`);
  return found.inputs;
}

test("both connectors are named by the stage, so that two stages may share a cluster", () => {
  const connectors = resources.filter(({ type }) => type.endsWith(":Connector"));
  assert.deepEqual(connectors.map(({ inputs }) => inputs.name).sort(), [
    "dev-releases-sink",
    "dev-releases-source",
  ]);
});

test("the source may write its topic, and no other", () => {
  const { policy } = inputsOf("releases-source-policy");
  const { Statement } = JSON.parse(String(policy)) as {
    Statement: { Sid: string; Resource: string | string[] }[];
  };
  const written = Statement.find(({ Sid }) => Sid === "WriteTopics");
  assert.match(String(written?.Resource), /:topic\/shared\/[\w-]+\/releases$/);
});
