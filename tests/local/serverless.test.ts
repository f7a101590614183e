import assert from "node:assert/strict";
import type { DeclaredStage } from "../../local/declared/declaredStage";
import { withConfig } from "../../local/declared/withConfig";
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

/** Has the source make its topic with more copies than the brokers have, as a number would. */
function alter(stage: DeclaredStage): DeclaredStage {
  return withConfig(stage, ({ name }) =>
    name === "dev-orders-source" ? { "topic.creation.default.replication.factor": "3" } : {},
  );
}

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

  it("does not with a topic that the brokers refuse to make", async () => {
    await assert.rejects(
      runLocal({ ...OPTIONS, alter }, new RecordingView(), interrupted),
      /dev-orders-source has failed.*attempting to create\/find topic\(s\) 'orders'/s,
    );
  });
});
