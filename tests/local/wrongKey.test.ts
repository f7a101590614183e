import assert from "node:assert/strict";
import type { DeclaredStage } from "../../local/declared/declaredStage";
import { withConfig } from "../../local/declared/withConfig";
import { runLocal } from "../../local/runStage";
import { validateStage } from "../../local/validateStage";
import { RUN_TIMEOUT_MS, useOwnStateDirectory } from "./harness";
import { interrupted } from "./interrupted";
import { RecordingView } from "./recordingView";

/** Misspells a key of the sink and gives the source a value that it cannot take. */
function alter(stage: DeclaredStage): DeclaredStage {
  return withConfig(stage, ({ name }) =>
    name === "dev-orders-sink"
      ? { "aws.dynamodb.regoin": "us-east-1" }
      : { "max.interval": "soon" },
  );
}

describe("A wrong key in a connector's configuration", function () {
  this.timeout(RUN_TIMEOUT_MS);
  useOwnStateDirectory();

  it("is named by npm start before anything is produced", async () => {
    const view = new RecordingView();
    const options = { stage: "dev", overrides: [], records: 10, keep: false, alter };
    await assert.rejects(runLocal(options, view, interrupted), namesBoth);
    assert.ok(!view.lines.some((line) => /^Connectors|^orders/.test(line)));
  });

  it("is named by npm run validate, on Kafka Connect 2.7.1", async () => {
    const options = { stage: "dev", overrides: ["kafkaConnectVersion=2.7.1"], alter };
    await assert.rejects(validateStage(options, new RecordingView(), interrupted), namesBoth);
  });
});

function namesBoth({ message }: Error): boolean {
  assert.match(
    message,
    /dev-orders-sink: aws\.dynamodb\.regoin = "us-east-1"\n.*aws\.dynamodb\.region/,
  );
  assert.match(message, /dev-orders-source: max\.interval = "soon"/);
  return true;
}
