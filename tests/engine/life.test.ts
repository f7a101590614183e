import assert from "node:assert/strict";
import { loadPlan } from "../../plan/load";
import { EngineStack } from "./engineStack";
import { changes, described } from "./steps";

for (const { stage, pipeline } of [
  { stage: "dev", pipeline: "all" },
  { stage: "staging", pipeline: "cdc" },
]) {
  describe(`Stage ${stage} with pipeline ${pipeline}, by Pulumi's engine`, function () {
    this.timeout(600_000);
    let engine: EngineStack;
    before(async () => {
      engine = await EngineStack.open(stage, { settings: { pipeline } });
    });
    after(() => {
      engine.close();
    });

    it("is previewed before anything of it is known", async () => {
      const steps = await engine.preview();
      assert.ok(steps.every(({ op }) => op === "create"));
      assert.deepEqual(engine.cloud.read().resources, []);
    });

    it("comes up as its plan says", async () => {
      const steps = await engine.up();
      const plan = await loadPlan({ stage, overrides: [`pipeline=${pipeline}`] });
      const planned = plan.resources.map(({ type, name }) =>
        described({ op: "create", type, resource: name }),
      );
      const made = new Set(changes(steps));
      assert.deepEqual(
        planned.filter((each) => !made.has(each)),
        [],
      );
    });

    it("stays as it is when nothing changes", async () => {
      assert.deepEqual(changes(await engine.up()), []);
      assert.deepEqual(changes(await engine.refresh()), []);
    });

    it("goes without a rest, in an order that AWS takes", async () => {
      await engine.destroy();
      assert.deepEqual(engine.cloud.read().resources, []);
    });
  });
}
