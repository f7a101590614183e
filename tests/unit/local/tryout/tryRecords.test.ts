import assert from "node:assert/strict";
import { planStage } from "../../../../local/declared/planStage";
import { sinkNamed } from "../../../../local/tryout/tryRecords";

describe("The sink that records are tried on", () => {
  it("is found by its name, and by its name within the stage", async () => {
    const stage = await planStage({ stage: "dev", overrides: [] });
    assert.equal(sinkNamed(stage, "orders-sink").name, "dev-orders-sink");
    assert.equal(sinkNamed(stage, "dev-orders-sink").name, "dev-orders-sink");
  });

  it("is none of the connectors that are no sink, which says what the sinks are", async () => {
    const stage = await planStage({ stage: "dev", overrides: ["pipeline=all"] });
    const sinks = "its sinks are dev-lake-sink, dev-orders-sink, dev-sales-sink.";
    for (const source of ["orders-source", "dev-sales-capture"]) {
      const message = `--connector ${source} is a source, whose records come from outside of Kafka; ${sinks}`;
      assert.throws(() => sinkNamed(stage, source), { name: "UserError", message });
    }
    const message = `Stage dev has no connector sink; ${sinks}`;
    assert.throws(() => sinkNamed(stage, "sink"), { name: "UserError", message });
  });
});
