import assert from "node:assert/strict";
import { runLocal } from "../../local/runStage";
import { RUN_TIMEOUT_MS, useOwnStateDirectory } from "./harness";
import { interrupted } from "./interrupted";
import { RecordingView } from "./recordingView";

const OPTIONS = {
  stage: "dev",
  overrides: ["brokerType=serverless", "deadLetters=true", "ordersPartitions=3"],
  records: 300,
  keep: false,
};

describe("A stage on MSK Serverless, on this machine", function () {
  this.timeout(RUN_TIMEOUT_MS);
  useOwnStateDirectory();

  it("ends well, with topics that the connectors have made", async () => {
    const view = new RecordingView();
    await runLocal(OPTIONS, view, interrupted);
    const output = view.lines.join("\n");
    assert.match(output, /^Topics: none before the connectors make them/m);
    assert.match(output, /^orders produced 300 of 300, stored 300, lag 0/m);
  });
});
