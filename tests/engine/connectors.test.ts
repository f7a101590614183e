import assert from "node:assert/strict";
import { fault } from "./cloud/store";
import { EngineStack, type Step } from "./engineStack";

const OFFSETS = "orders-source-offsets-topic";

/** What was done to some resources, in order. */
function done(steps: readonly Step[], ...resources: readonly string[]): string[] {
  return steps
    .filter(({ op, resource }) => op !== "same" && op !== "replace" && resources.includes(resource))
    .map(({ op, resource }) => `${op} ${resource}`);
}

/** Names of what was replaced. */
function replaced(steps: readonly Step[]): string[] {
  return steps.filter(({ op }) => op === "create-replacement").map(({ resource }) => resource);
}

describe("Connectors and their topics, by Pulumi's engine", function () {
  this.timeout(600_000);
  let engine: EngineStack;
  let created: Step[];
  before(async () => {
    engine = await EngineStack.open("dev");
    engine.cloud.update({ faults: fault("create", "orders-sink-connector", "unready") });
    await assert.rejects(engine.up(), /orders-sink-connector/);
    created = await engine.up();
  });
  after(() => {
    engine.close();
  });

  it("make a connector anew that failed when it was made, and then verify it", () => {
    assert.deepEqual(done(created, "orders-sink-connector", "orders-sink-verification"), [
      "delete-replaced orders-sink-connector",
      "create-replacement orders-sink-connector",
      "create orders-sink-verification",
    ]);
  });

  it("verify a connector again that is made anew", async () => {
    engine.set({ orderIntervalMs: "1234" });
    assert.deepEqual(replaced(await engine.up()), [
      "orders-source-connector",
      "orders-source-verification",
    ]);
  });

  it("verify a connector that is updated, and nothing that is as it was", async () => {
    engine.set({ sinkMcu: "2" });
    const steps = await engine.up();
    assert.deepEqual(done(steps, "orders-sink-connector"), ["update orders-sink-connector"]);
    assert.deepEqual(replaced(steps), ["orders-sink-verification"]);
  });

  it("keep connectors where brokers are added", async () => {
    engine.set({ brokers: "4" });
    const steps = await engine.up();
    assert.deepEqual(done(steps, "kafka-cluster"), ["update kafka-cluster"]);
    assert.deepEqual(replaced(steps), []);
  });

  it("stop a connector before the topic of its offsets is made anew, and start it after", async () => {
    const { urn = "" } = created.find(({ resource }) => resource === OFFSETS) ?? {};
    const steps = await engine.up({ replace: [urn] });
    const own = ["orders-source-connector", "orders-source-worker"];
    assert.deepEqual(done(steps, OFFSETS, ...own), [
      "delete-replaced orders-source-connector",
      "delete-replaced orders-source-worker",
      `delete-replaced ${OFFSETS}`,
      `create-replacement ${OFFSETS}`,
      "create-replacement orders-source-worker",
      "create-replacement orders-source-connector",
    ]);
    // With the same configuration as before, it is another connector.
    assert.ok(replaced(steps).includes("orders-source-verification"));
  });
});
