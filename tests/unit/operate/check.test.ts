import assert from "node:assert/strict";
import type { Finding } from "../../../operate/check/finding";
import { inspect, type Checked } from "../../../operate/check/inspect";
import { showFindings } from "../../../operate/check/show";
import { UserError } from "../../../support/userError";
import { connector, connectors, declared, pipeline } from "./checked";

async function found(kind: Finding["kind"], otherwise: Partial<Checked>): Promise<Finding[]> {
  const findings = await inspect(pipeline(otherwise));
  return findings.filter((each) => each.kind === kind);
}

/** What is said of the only thing of a kind. */
async function judged(kind: Finding["kind"], otherwise: Partial<Checked>): Promise<string> {
  const [finding, ...others] = await found(kind, otherwise);
  assert.ok(finding);
  assert.deepEqual(others, []);
  return `${finding.verdict}: ${finding.says}`;
}

describe("The health of a stage", () => {
  it("is ok where everything is as declared", async () => {
    const findings = await inspect(pipeline());
    assert.deepEqual(
      findings.map(({ kind, name, verdict, says }) => [verdict, kind, name, says]),
      [
        [
          ...["ok", "connector", "dev-orders-sink"],
          "RUNNING, 1 of 1 tasks, its last change is UPDATE_COMPLETE",
        ],
        ["ok", "topic", "orders", "2 partitions, 3 copies"],
        ["ok", "table", "kafka_orders", "ACTIVE, 5 items"],
        ["ok", "lag", "connect-dev-orders-sink on orders", "12 records, 3 s behind"],
        ["ok", "dead letters", "orders-dead-letters", "0 records"],
        ["ok", "alarm", "msk-pipeline-dev-lag", "OK"],
      ],
    );
  });

  it("fails for a connector that is not there, or does not run, with the end of its log", async () => {
    const missing = { connectors: () => Promise.resolve([]) };
    assert.match(await judged("connector", missing), /^failed: the stage declares it/);
    const [failed] = await found("connector", connectors("FAILED", undefined, ["one", "two"]));
    assert.deepEqual([failed?.verdict, failed?.says], ["failed", "FAILED, one"]);
    assert.deepEqual(failed?.details, ["two", "the last line"]);
    assert.equal(await judged("connector", connectors("PAUSED")), "failed: PAUSED");
  });

  it("fails for a connector without all of its tasks", async () => {
    const one = connectors("RUNNING", { running: 1, total: 2 });
    assert.equal(await judged("connector", one), "failed: RUNNING, 1 of 2 tasks");
    const none = connectors("RUNNING", { running: 0, total: 0 });
    assert.equal(await judged("connector", none), "failed: RUNNING, 0 of 0 tasks");
  });

  it("takes the end of Confluent's generator for what it is", async () => {
    const source = {
      ...connector,
      config: { "connector.class": "io.confluent.kafka.connect.datagen.DatagenConnector" },
      reads: [],
    };
    const ended = connectors("RUNNING", { running: 0, total: 1 }, [
      "ConnectException: Stopping connector: generated the configured 1000 number of messages",
    ]);
    const stage = { ...declared, connectors: [source] };
    const says = await judged("connector", { ...ended, declared: () => Promise.resolve(stage) });
    assert.match(says, /^ok: RUNNING, 0 of 1 tasks/);
  });

  const changes: readonly [state: string, verdict: string][] = [
    ["ROLLBACK_COMPLETE", "failed"],
    ["ROLLBACK_IN_PROGRESS", "failed"],
    ["UPDATE_FAILED", "failed"],
    ["RESTART_FAILED", "failed"],
    ["UPDATE_IN_PROGRESS", "warning"],
    ["PENDING", "warning"],
    ["RESTART_COMPLETE", "ok"],
  ];
  for (const [state, verdict] of changes) {
    it(`is ${verdict} for a running connector whose last change is ${state}`, async () => {
      const says = await judged("connector", {
        ...connectors("RUNNING"),
        lastChange: () => Promise.resolve({ state, reason: "no such table" }),
      });
      assert.equal(says, `${verdict}: RUNNING, its last change is ${state}: no such table`);
    });
  }

  it("fails for a topic that is not there or has other partitions, and warns of other copies", async () => {
    const none = { topics: () => Promise.resolve([]) };
    assert.match(await judged("topic", none), /^failed: the stage declares it/);
    const topics = (partitions: number, replication: number): Partial<Checked> => ({
      topics: () => Promise.resolve([{ name: "orders", partitions, replication, records: 1 }]),
    });
    const [partitions, copies] = [topics(1, 3), topics(2, 1)];
    assert.equal(
      await judged("topic", partitions),
      "failed: has 1 partition where the stage declares 2",
    );
    assert.equal(await judged("topic", copies), "warning: has 1 copy where the stage declares 3");
  });

  it("fails for a table that is not there, or not to be used", async () => {
    const table = (status: string): Partial<Checked> => ({
      describeTable: (name) =>
        Promise.resolve({ name, status, keys: [], billing: "on demand", items: 1 }),
    });
    assert.equal(await judged("table", table("INACCESSIBLE")), "failed: INACCESSIBLE");
    assert.equal(await judged("table", table("UPDATING")), "warning: UPDATING");
    const missing = Object.assign(new Error("gone"), { name: "ResourceNotFoundException" });
    const gone = { describeTable: () => Promise.reject(missing) };
    assert.match(await judged("table", gone), /^failed: the stage declares it/);
  });

  it("fails for a bucket that is not there, and warns of one that lacks what was stored", async () => {
    const lake = {
      ...connector,
      config: { topics: "orders", "aws.s3.bucket.name": "lake-bucket" },
    };
    const says = (hasObjects: boolean | undefined, records: number | undefined) =>
      judged("bucket", {
        declared: () => Promise.resolve({ ...declared, connectors: [lake], tables: [] }),
        bucket: ({ sink, bucket }) => Promise.resolve({ name: `${sink} ${bucket}`, hasObjects }),
        lag: () => Promise.resolve({ records, seconds: undefined }),
      });
    assert.equal(await says(true, 0), "ok: has objects");
    assert.match(await says(undefined, 0), /^failed: the stage declares it/);
    assert.match(await says(false, 0), /^warning: is empty, though its sink has committed/);
    assert.match(await says(false, undefined), /^ok: is empty, and its sink has committed nothing/);
  });

  it("warns of a reader that is late, and says where nobody tells", async () => {
    const lag = (records?: number, seconds?: number): Partial<Checked> => ({
      lag: () => Promise.resolve({ records, seconds }),
    });
    assert.equal(await judged("lag", lag(9_000, 301)), "warning: 9,000 records, 301 s behind");
    assert.equal(await judged("lag", lag(9_000)), "ok: 9,000 records behind");
    assert.match(await judged("lag", lag()), /^unknown: nobody tells/);
  });

  it("warns of dead letters", async () => {
    const letters = (some: boolean | undefined): Partial<Checked> => ({
      deadLetters: () => Promise.resolve({ some, says: "so many" }),
    });
    assert.equal(await judged("dead letters", letters(true)), "warning: so many");
    assert.equal(await judged("dead letters", letters(undefined)), "unknown: so many");
  });

  it("fails for an alarm that is raised, and says where there is none", async () => {
    const alarms = (...states: string[]): Partial<Checked> => ({
      alarms: () =>
        Promise.resolve(states.map((state) => ({ name: "lag", state, reason: "too late" }))),
    });
    assert.equal(await judged("alarm", alarms("ALARM")), "failed: ALARM: too late");
    assert.match(await judged("alarm", alarms("INSUFFICIENT_DATA")), /^unknown: INSUFF.*too late/);
    assert.match(await judged("alarm", alarms()), /^unknown: no alarm/);
    assert.deepEqual(await found("alarm", { alarms: () => Promise.resolve(undefined) }), []);
  });

  it("fails for what it may not look at, and looks at the rest", async () => {
    const refused = Object.assign(new Error("not you"), { name: "AccessDenied", $fault: "client" });
    const findings = await inspect(pipeline({ topics: () => Promise.reject(refused) }));
    assert.deepEqual(
      findings.filter(({ verdict }) => verdict !== "ok").map(({ name, says }) => [name, says]),
      [["orders", "cannot be looked at: AWS answers AccessDenied: not you"]],
    );
    assert.equal(findings.length, 6);
  });
});

describe("check", () => {
  async function shown(otherwise: Partial<Checked>, json: boolean) {
    const printed: string[] = [];
    const output = { print: (text: string) => printed.push(text), note: () => undefined };
    const thrown = await showFindings(pipeline(otherwise), { stage: "dev", json }, output).catch(
      (error: unknown) => error,
    );
    return { printed: printed.join("\n"), thrown };
  }

  it("prints a table, and more of what has failed", async () => {
    const { printed, thrown } = await shown(connectors("FAILED"), false);
    assert.match(printed, /^failed {2}connector {5}dev-orders-sink {20}FAILED$/m);
    assert.match(printed, /\n\nMore of connector dev-orders-sink:\n {2}the last line$/);
    assert.deepEqual(
      thrown,
      new UserError("Stage dev is not as it should be, 1 of 6 failed: connector dev-orders-sink"),
    );
  });

  it("prints JSON, and does not fail for a warning", async () => {
    const late = { lag: () => Promise.resolve({ records: 9, seconds: 900 }) };
    const { printed, thrown } = await shown(late, true);
    assert.equal(thrown, undefined);
    const { stage, healthy, findings } = JSON.parse(printed) as Record<string, unknown>;
    assert.deepEqual([stage, healthy], ["dev", true]);
    assert.deepEqual((findings as Finding[])[3], {
      kind: "lag",
      name: "connect-dev-orders-sink on orders",
      verdict: "warning",
      says: "9 records, 900 s behind",
      details: [],
    });
  });
});
