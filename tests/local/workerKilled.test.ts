import assert from "node:assert/strict";
import type { Pipeline } from "../../local/pipeline";
import { runLocal } from "../../local/run";
import { runWorker } from "../../local/stack";
import { newStateDirectory, removeDirectory, RUN_TIMEOUT_MS } from "./harness";
import { RecordingView } from "./recordingView";

/** Has the broker take a dead worker for dead after seconds, not most of a minute. */
function impatient(pipeline: Pipeline): Pipeline {
  const timeouts = { "session.timeout.ms": "6000", "consumer.session.timeout.ms": "6000" };
  const connectors = pipeline.connectors.map((connector) => ({
    ...connector,
    worker: { ...connector.worker, ...timeouts },
  }));
  return { ...pipeline, connectors };
}

describe("A worker that is killed in the middle", function () {
  this.timeout(RUN_TIMEOUT_MS);
  const folder = newStateDirectory();
  before(() => {
    process.env["PIPELINE_STATE_DIR"] = folder;
  });
  after(() => {
    delete process.env["PIPELINE_STATE_DIR"];
    removeDirectory(folder);
  });

  it("loses no order, and what it repeats is counted", async () => {
    let kills = 0;
    const report = await runLocal(
      {
        stage: "dev",
        overrides: [],
        records: 10_000,
        keep: false,
        alter: impatient,
        onProgress: async ({ stored }, { context, pipeline, worker }) => {
          if (kills > 0 || stored < 1_000 || stored > 9_000) return;
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
    assert.equal(report.stored, 10_000);
    assert.equal(report.produced, report.stored + report.duplicates);
  });
});
