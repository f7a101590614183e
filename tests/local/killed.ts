import assert from "node:assert/strict";
import { assertNoneRuns, running } from "./harness";
import type { KeptRun } from "./keptRun";

/** That no other command ends a run, and that the next one copes with one that was killed. */
export function testKilled(run: KeptRun): void {
  it("is not ended by it, which makes good what a killed run has left", async () => {
    const { processes, child } = run.cli;
    const early = await run.command("clean");
    assert.equal(early.exitCode, 0);
    assert.match(early.all, /nothing to remove/);
    assert.equal((await running(processes)).length, 3);

    child.kill("SIGKILL");
    await child;
    assert.equal((await running(processes)).length, 3);

    const next = await run.command("validate");
    assert.equal(next.exitCode, 0, next.all);
    assert.match(next.all, /Stopped what \S+ had left running: .*Kafka broker/);
    await assertNoneRuns(processes);

    const clean = await run.command("clean");
    assert.equal(clean.exitCode, 0);
    assert.match(clean.all, /Removed \S+run-/);
    assert.deepEqual(run.cli.processes, []);
  });
}
