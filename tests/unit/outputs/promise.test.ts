import assert from "node:assert/strict";
import { z } from "zod";
import { outputSchemas, outputsSchema, outputTypes, roles } from "../../../outputs/schema";
import { projectRoot } from "../../../support/projectRoot";
import { stageNames } from "../../../plan/stageConfig";
import { readPromised } from "../../expected/promised";
import { plan } from "../../helpers/stagePlans";

const PIPELINES = ["orders", "cdc", "lake", "all"] as const;
const outputsOfAnyStage = z.record(z.string(), z.unknown());

/** Outputs as Pulumi keeps them, in JSON. */
async function outputsOf(
  stage: string,
  pipeline: string,
  ...others: readonly string[]
): Promise<Record<string, unknown>> {
  const { outputs } = await plan(stage, `pipeline=${pipeline}`, ...others);
  return outputsOfAnyStage.parse(JSON.parse(JSON.stringify(outputs)));
}

function textsOf(value: unknown): Record<string, unknown> {
  return outputsOfAnyStage.parse(value);
}

describe("the outputs that are promised", () => {
  it("are all there, each of the type that it had", () => {
    const now = outputTypes();
    const broken = Object.entries(readPromised()).filter(([name, type]) => now[name] !== type);
    assert.deepEqual(
      broken.map(([name, type]) => `${name} was ${type}, is ${now[name] ?? "gone"}`),
      [],
    );
  });

  it("are all that there are; after an addition run npm run expected", () => {
    assert.deepEqual(Object.keys(outputTypes()).sort(), Object.keys(readPromised()).sort());
  });

  for (const stage of stageNames(projectRoot)) {
    for (const pipeline of PIPELINES) {
      it(`are what ${stage} has with the pipeline ${pipeline}`, async () => {
        const outputs = await outputsOf(stage, pipeline);
        assert.deepEqual(outputsSchema.strict().parse(outputs), outputs);
        for (const [name, known] of Object.entries(roles)) {
          const undeclared = Object.keys(textsOf(outputs[name])).filter(
            (role) => !known.some((each) => each === role),
          );
          assert.deepEqual(undeclared, [], name);
        }
      });
    }
  }

  it("are each what some stage has", async () => {
    const stages = await Promise.all([
      outputsOf("dev", "orders", "logArchiveDays=30", "recordFormat=avro"),
      ...stageNames(projectRoot).flatMap((stage) =>
        PIPELINES.map((pipeline) => outputsOf(stage, pipeline)),
      ),
    ]);
    const had = new Set(
      stages.flatMap((outputs) =>
        Object.entries(outputs).flatMap(([name, value]) => [
          name,
          ...(name in roles ? Object.keys(textsOf(value)).map((role) => `${name}.${role}`) : []),
        ]),
      ),
    );
    assert.deepEqual([...had].sort(), Object.keys(outputTypes()).sort());
  });

  it("are each described", () => {
    const bare = Object.entries(outputSchemas).filter(([, { description }]) => !description);
    assert.deepEqual(bare, []);
  });
});
