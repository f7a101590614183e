import assert from "node:assert/strict";
import { EngineStack } from "./engineStack";
import { changes } from "./steps";

const POSTGRESQL = { databaseVersion: "16.8" };
const MYSQL = { databaseVersion: "8.0.mysql_aurora.3.10.5" };

describe("Another kind of database, by Pulumi's engine", function () {
  this.timeout(600_000);
  let engine: EngineStack;

  async function open(stage: string): Promise<void> {
    engine = await EngineStack.open(stage, { settings: { pipeline: "cdc" } });
    await engine.up();
  }
  afterEach(() => {
    engine.close();
  });

  it("takes the place of the one that is there, with a capture that begins anew", async () => {
    await open("dev");
    for (const settings of [POSTGRESQL, MYSQL]) {
      engine.set(settings);
      const steps = changes(await engine.up());
      for (const resource of [
        "Cluster database-cluster",
        "ClusterInstance database-1",
        "Topic sales-capture-offsets-topic",
        "Connector sales-capture-connector",
      ]) {
        const gone = steps.indexOf(`delete-replaced ${resource}`);
        const made = steps.indexOf(`create-replacement ${resource}`);
        assert.ok(gone >= 0 && gone < made, `${resource}:\n${steps.join("\n")}`);
      }
      // It holds the password of a user who is made again.
      assert.ok(!steps.some((step) => / Secret database-capture$/.test(step)), steps.join("\n"));
      assert.deepEqual(changes(await engine.up()), []);
    }
  });

  it("is refused by the preview where data is protected, before anything is touched", async () => {
    await open("prod");
    engine.set(POSTGRESQL);
    await assert.rejects(engine.preview(), /database-cluster.*protect/s);
  });
});
