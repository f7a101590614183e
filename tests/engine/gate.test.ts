import assert from "node:assert/strict";
import { readAllowances } from "../../gate/allowances";
import { effectsOf } from "../../gate/effects";
import { judge, type Judged } from "../../gate/judge";
import { digestOf, readPreview, type Preview } from "../../gate/preview";
import { EngineStack, type SettingValues } from "./engineStack";

/** Four brokers restart within an hour. */
const WINDOW = "allow-broker-restart:sat:01-02";

describe("The gate, on previews of Pulumi's engine", function () {
  this.timeout(600_000);
  let engine: EngineStack;

  before(async () => {
    engine = await EngineStack.open("dev", {
      settings: { kafkaClient: "false", brokers: "4", replicationFactor: "3" },
    });
    const judged = judgedBy(await preview(), "");
    assert.deepEqual(judged.refusals, []);
    await engine.up();
  });
  after(() => {
    engine.close();
  });

  /** Previews what the engine would do with some settings, which are then as they were. */
  async function preview(
    settings: SettingValues = {},
    print = (): Promise<string> => engine.previewJson(),
  ): Promise<Preview> {
    const before = engine.snapshot();
    engine.set(settings);
    try {
      return readPreview(await print(), "the preview");
    } finally {
      engine.restore(before);
    }
  }

  function judgedBy(read: Preview, allow: string): Judged {
    return judge(read, readAllowances(allow), undefined);
  }

  function refusals(read: Preview, allow = ""): string[] {
    return judgedBy(read, allow).refusals.map(({ says }) => says);
  }

  it("see nothing where nothing changes", async () => {
    const read = await preview();
    assert.deepEqual([read.changes, read.errors], [[], []]);
  });

  it("see that another broker type restarts the brokers, and ask for a window", async () => {
    const read = await preview({ brokerType: "kafka.m7g.large" });
    assert.match(refusals(read).join("\n"), /^4 brokers would restart \(another type of brokers\)/);
    assert.deepEqual(refusals(read, WINDOW), []);
    const restart = effectsOf(read, judgedBy(read, WINDOW)).map(({ of }) => of);
    assert.deepEqual(restart, ["4 brokers", "brokers"]);
  });

  it("see it of another configuration of the brokers too", async () => {
    const read = await preview({ minInsyncReplicas: "2" });
    assert.match(refusals(read).join("\n"), /another configuration of the brokers/);
    assert.deepEqual(refusals(read, WINDOW), []);
  });

  it("refuse it together with a change of a connector", async () => {
    const read = await preview({ brokerType: "kafka.m7g.large", orderIntervalMs: "70" });
    assert.deepEqual(refusals(read, WINDOW), [
      "Brokers would restart while connectors change: orders-source-connector",
    ]);
  });

  it("refuse a new network, which costs the cluster and its topics, until each is allowed", async () => {
    const read = await preview({ vpcCidr: "10.9.0.0/16" });
    const { refusals: found } = judgedBy(read, "");
    assert.match(found.map(({ says }) => says).join("\n"), /^kafka-cluster would be replaced/m);
    assert.match(found.map(({ says }) => says).join("\n"), /^orders-topic would be replaced/m);
    assert.deepEqual(refusals(read, found.map(({ remedy }) => remedy).join(" ")), []);
  });

  it("refuse that a table goes with its name", async () => {
    const read = await preview({ tableNameFormat: "other_${topic}" });
    assert.match(refusals(read).join("\n"), /^orders-table would be replaced: the table's items/m);
  });

  it("refuse that a source that runs writes its records in another format", async () => {
    const read = await preview({ recordFormat: "avro" });
    const found = refusals(read).join("\n");
    assert.match(
      found,
      /^orders-source-connector would write values with \S+AWSKafkaAvroConverter/,
    );
    assert.doesNotMatch(found, /orders-sink/);
  });

  it("say what more brokers cost", async () => {
    const read = await preview({ brokers: "6" });
    const effects = effectsOf(read, judgedBy(read, ""));
    assert.deepEqual(
      effects.map(({ of, says }) => `${of} ${says}`),
      ["kafka-cluster costs more: numberOfBrokerNodes from 4 to 6"],
    );
    assert.deepEqual(refusals(read), []);
  });

  it("refuse a preview that fails, as a workflow makes it, with its reason", async () => {
    const read = await preview({ minInsyncReplicas: "9" }, () => engine.previewByCli());
    assert.match(refusals(read).join("\n"), /^The preview failed: .*not valid[^]*got 9/);
  });

  it("have the same digest for the same changes, and another for others", async () => {
    const first = await preview({ orderIntervalMs: "70" });
    const second = await preview({ orderIntervalMs: "70" });
    assert.equal(digestOf(first), digestOf(second));
    assert.notEqual(digestOf(first), digestOf(await preview({ orderIntervalMs: "71" })));
  });
});
