import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ownArchives, writeGenerator, writeSink } from "./archives";
import { fault } from "./cloud/store";
import { EngineStack, type Step } from "./engineStack";
import { changes } from "./steps";

const SINK = "Connector orders-sink-connector";
const PLUGIN = "CustomPlugin plugins-kafka-connect-aws-dynamodb";

/** Where steps of a resource come, those that begin with one of some operations. */
function places(steps: readonly Step[], resource: string, ...ops: readonly string[]): number[] {
  return changes(steps).flatMap((each, i) =>
    ops.some((op) => each === `${op} ${resource}`) ? [i] : [],
  );
}

describe("A change, by Pulumi's engine", function () {
  this.timeout(600_000);
  let folder: string;
  let engine: EngineStack;

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), "archives-"));
    writeGenerator(folder);
    writeSink(folder, "first");
    const settings = { kafkaClient: "false", ...ownArchives(folder) };
    engine = await EngineStack.open("dev", { settings });
    await engine.up();
  });
  after(() => {
    engine.close();
    rmSync(folder, { recursive: true });
  });

  it("of an archive makes the new plugin before the running connector goes", async () => {
    writeSink(folder, "second");
    const steps = await engine.up();
    const [made] = places(steps, PLUGIN, "create-replacement");
    const [gone] = places(steps, SINK, "delete-replaced");
    const [oldPluginGone] = places(steps, PLUGIN, "delete-replaced");
    assert.ok(made !== undefined && gone !== undefined && oldPluginGone !== undefined);
    assert.ok(made < gone, changes(steps).join("\n"));
    assert.ok(gone < oldPluginGone, changes(steps).join("\n"));
  });

  it("of an archive that AWS refuses leaves the connector running, and is made up for", async () => {
    writeSink(folder, "third");
    const resource = "plugins-kafka-connect-aws-dynamodb";
    engine.cloud.update({ faults: fault("create", resource, "refused") });
    await assert.rejects(engine.up(), /refuses to create plugins-kafka-connect-aws-dynamodb/);
    const { operations } = engine.cloud.read();
    assert.ok(engine.connectors().includes("dev-orders-sink"), JSON.stringify(operations));
    await engine.up();
    assert.deepEqual(changes(await engine.up()), []);
  });

  it("that leaves a connector FAILED makes it anew the next time", async () => {
    engine.cloud.update({ faults: fault("create", "orders-sink-connector", "unready") });
    engine.set({ sinkMcu: "2", kafkaConnectVersion: "2.7.1" });
    await assert.rejects(engine.up(), /too long to create orders-sink-connector/);
    const steps = await engine.up();
    assert.equal(places(steps, SINK, "create-replacement").length, 1, changes(steps).join("\n"));
    assert.deepEqual(changes(await engine.up()), []);
  });

  it("of the replication factor leaves topics alone", async () => {
    engine.set({ replicationFactor: "1" });
    const steps = await engine.up();
    const ofTopics = changes(steps).filter((each) => each.includes(" Topic "));
    assert.deepEqual(
      ofTopics.filter((each) => !each.startsWith("update")),
      [],
    );
  });
});
