import assert from "node:assert/strict";
import { execa } from "execa";
import { projectRoot } from "../../../support/projectRoot";

const PLAN = `const { loadPlan } = require("./plan/load.ts");
const loaded = () => Object.keys(require.cache).filter((path) => /lib\\/(typescript\\.js|arborist\\/index\\.js)$/.test(path)).length;
void (async () => {
  await loadPlan({ stage: "dev" });
  const before = loaded();
  const { text } = await require("@pulumi/pulumi").runtime.serializeFunction(() => 6 * 7);
  console.log(JSON.stringify({ before, after: loaded(), text }));
})();`;

describe("A plan", () => {
  it("loads no compiler before the program has a function that becomes code", async () => {
    const { stdout } = await execa("node", ["--import", "tsx", "-e", PLAN], { cwd: projectRoot });
    const { before, after, text } = JSON.parse(stdout) as Record<string, unknown>;
    assert.equal(before, 0);
    assert.equal(after, 1);
    assert.match(String(text), /6 \* 7/);
  });
});
