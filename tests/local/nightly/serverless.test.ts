import assert from "node:assert/strict";
import type { DeclaredStage } from "../../../local/declared/declaredStage";
import { withConfig } from "../../../local/declared/withConfig";
import { runLocal } from "../../../local/runStage";
import { RUN_TIMEOUT_MS, useOwnStateDirectory } from "../harness";
import { interrupted } from "../interrupted";
import { RecordingView } from "../recordingView";

/** Has the source make its topic with more copies than the brokers have, as a number would. */
function alter(stage: DeclaredStage): DeclaredStage {
  return withConfig(stage, ({ name }) =>
    name === "dev-orders-source" ? { "topic.creation.default.replication.factor": "3" } : {},
  );
}

describe("A stage on MSK Serverless, on this machine", function () {
  this.timeout(RUN_TIMEOUT_MS);
  useOwnStateDirectory();

  it("fails with the reason where the brokers refuse to make a topic", async () => {
    const overrides = ["brokerType=serverless"];
    const options = { stage: "dev", overrides, records: 300, keep: false, alter };
    await assert.rejects(
      runLocal(options, new RecordingView(), interrupted),
      /dev-orders-source has failed.*attempting to create\/find topic\(s\) 'orders'/s,
    );
  });
});
