import assert from "node:assert/strict";
import type { Finding } from "../../operate/check/finding";
import { eventually } from "./harness";
import type { KeptRun } from "./keptRun";

interface Checked {
  readonly stage: string;
  readonly healthy: boolean;
  readonly findings: readonly Finding[];
  readonly exitCode: number | undefined;
}

async function check(run: KeptRun): Promise<Checked> {
  const { stdout, exitCode } = await run.command("check", "--json");
  return { ...(JSON.parse(stdout) as Omit<Checked, "exitCode">), exitCode };
}

/** What check says of a run with a dead-letter topic that has nothing to complain of. */
export function testCheckOfRun(run: KeptRun): void {
  it("is good, by the settings that the run was started with", async () => {
    const { exitCode, healthy, findings } = await check(run);
    assert.deepEqual([exitCode, healthy], [0, true], JSON.stringify(findings, null, 2));
    const said = (kind: Finding["kind"], topic?: string): string | undefined =>
      findings.find((each) => each.kind === kind && (topic ?? each.name) === each.name)?.says;
    assert.equal(said("topic", "orders"), "1 partition, 1 copy");
    assert.equal(said("lag"), "0 records behind");
    assert.equal(said("dead letters", "orders-dead-letters"), "0 records");
  });
}

/** What check says of a run with dead letters, which then loses connectors. */
export function testCheckOfFailures(run: KeptRun): void {
  it("warns of records that the sink has set aside", async () => {
    const { exitCode, findings } = await check(run);
    assert.equal(exitCode, 0);
    const warnings = findings.filter(({ verdict }) => verdict === "warning");
    assert.deepEqual(
      warnings.map(({ name, says }) => [name, says]),
      [["orders-dead-letters", "4 records"]],
    );
  });

  it("fails for connectors that are paused or gone, with what the log says of them", async () => {
    const at = `${run.endpoints.connect}/connectors`;
    assert.ok((await fetch(`${at}/dev-orders-source/pause`, { method: "PUT" })).ok);
    assert.ok((await fetch(`${at}/dev-orders-sink`, { method: "DELETE" })).ok);
    let failed: readonly Finding[] = [];
    await eventually(
      async () => {
        const { exitCode, findings } = await check(run);
        failed = findings.filter(({ verdict }) => verdict === "failed");
        assert.equal(exitCode, failed.length > 0 ? 1 : 0);
        return failed.length === 2;
      },
      () => "both never failed",
    );
    assert.deepEqual(
      failed.map(({ name, says }) => [name, says.split(",")[0]]),
      [
        ["dev-orders-sink", "the stage declares it"],
        ["dev-orders-source", "PAUSED"],
      ],
    );
    const log = failed[1]?.details ?? [];
    assert.ok(log.length > 0 && log.every((line) => line.includes("dev-orders-source")));
  });
}
