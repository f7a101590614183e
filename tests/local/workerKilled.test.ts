import assert from "node:assert/strict";
import type { Pipeline } from "../../local/pipeline";
import { runLocal } from "../../local/run";
import { runWorker } from "../../local/stack";
import { RUN_TIMEOUT_MS, useOwnStateDirectory } from "./harness";
import { RecordingView } from "./recordingView";

const RECORDS = 5_000;

/**
 * Has the broker take a dead worker for dead after seconds, not most of a minute, and the generator
 * pause, so that there is a middle on a machine of any speed.
 */
function unhurried(pipeline: Pipeline): Pipeline {
  const timeouts = { "session.timeout.ms": "6000", "consumer.session.timeout.ms": "6000" };
  const connectors = pipeline.connectors.map(({ config, worker, ...connector }) => ({
    ...connector,
    config: "max.interval" in config ? { ...config, "max.interval": "4" } : config,
    worker: { ...worker, ...timeouts },
  }));
  return { ...pipeline, connectors };
}

describe("A worker that is killed in the middle", function () {
  this.timeout(RUN_TIMEOUT_MS);
  useOwnStateDirectory();

  it("loses no order, and what it repeats is counted", async () => {
    let kills = 0;
    const report = await runLocal(
      {
        stage: "dev",
        overrides: [],
        records: RECORDS,
        keep: false,
        alter: unhurried,
        onProgress: async ({ stored }, { context, pipeline, worker }) => {
          if (kills > 0 || stored < RECORDS / 10 || stored > RECORDS * 0.9) return;
          kills += 1;
          await worker.service.kill();
          await runWorker(context, pipeline);
        },
      },
      new RecordingView(),
      new AbortController().signal,
    );
    assert.equal(kills, 1);
    assert.equal(report.missing, 0);
    assert.equal(report.stored, RECORDS);
    assert.equal(report.produced, report.stored + report.duplicates);
  });
});
