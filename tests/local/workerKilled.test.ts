import assert from "node:assert/strict";
import { arrived } from "../../local/watch/lane";
import type { DeclaredStage } from "../../local/declared/declaredStage";
import type { PipelineReport } from "../../local/watch/report";
import { runLocal } from "../../local/runStage";
import { startWorker } from "../../local/services/worker";
import { needMySql, RUN_TIMEOUT_MS, useOwnStateDirectory } from "./harness";
import { RecordingView } from "./recordingView";

const RECORDS = 5_000;

/**
 * Has the broker take a dead worker for dead after seconds, not most of a minute, and the generator
 * pause, so that there is a middle on a machine of any speed.
 */
function unhurried(stage: DeclaredStage): DeclaredStage {
  const timeouts = { "run.timeout.ms": "6000", "consumer.run.timeout.ms": "6000" };
  const connectors = stage.connectors.map(({ config, worker, ...connector }) => ({
    ...connector,
    config: "max.interval" in config ? { ...config, "max.interval": "4" } : config,
    worker: { ...worker, ...timeouts },
  }));
  return { ...stage, connectors };
}

/** Runs a pipeline whose worker is killed hard, once, when a tenth has arrived. */
async function runWithKill(pipeline: "orders" | "cdc"): Promise<PipelineReport["counts"]> {
  let kills = 0;
  const report = await runLocal(
    {
      stage: "dev",
      overrides: [`pipeline=${pipeline}`],
      records: RECORDS,
      keep: false,
      alter: unhurried,
      onProgress: async ({ lanes: [lane] }, { context, stage, worker, plugins }) => {
        const there = lane === undefined ? 0 : arrived(lane);
        if (kills > 0 || there < RECORDS / 10 || there > RECORDS * 0.9) return;
        kills += 1;
        await worker.service.kill();
        await startWorker(context, stage, plugins);
      },
    },
    new RecordingView(),
    new AbortController().signal,
  );
  assert.equal(kills, 1);
  return report.pipelines[pipeline]?.counts ?? {};
}

describe("A worker that is killed in the middle", function () {
  this.timeout(RUN_TIMEOUT_MS);
  useOwnStateDirectory();

  it("loses no order, and what it repeats is counted", async () => {
    const { produced, stored, missing, duplicates = 0 } = await runWithKill("orders");
    assert.equal(missing, 0);
    assert.equal(stored, RECORDS);
    assert.equal(produced, RECORDS + duplicates);
  });

  it("loses no change, and revives no row that was deleted", async function () {
    await needMySql(this);
    const counts = await runWithKill("cdc");
    const { inserts = 0, deletes = 0, rows, items, missing, unexpected, different } = counts;
    assert.ok(deletes > 500);
    assert.deepEqual([missing, unexpected, different], [0, 0, 0]);
    assert.deepEqual([rows, items], [inserts - deletes, inserts - deletes]);
  });
});
