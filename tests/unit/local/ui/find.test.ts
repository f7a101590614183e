import assert from "node:assert/strict";
import type { ConnectorStatus } from "../../../../local/clients/connectApi";
import type { WholeRecord } from "../../../../local/clients/readTopic";
import { planStage } from "../../../../local/declared/planStage";
import { find, type Observed } from "../../../../local/ui/find";
import { observe, type Look } from "../../../../local/ui/observe";
import { pictureOf } from "../../../../local/ui/picture";
import type { PartState } from "../../../../local/ui/state";

const worker_id = "127.0.0.1:8083";

const record: WholeRecord = {
  partition: 0,
  offset: "6",
  key: "7",
  value: '{"orderid":7}',
  headers: { "__connect.errors.exception.message": "Field orderid is missing" },
};

/** A stage's programs, of which a test replaces some; what is read is counted. */
async function observed(changes: Partial<Observed> = {}): Promise<Observed & { reads: number }> {
  const stage = await planStage({ stage: "prod", overrides: [] });
  const there = {
    reads: 0,
    stage,
    kafka: {
      count: () => Promise.resolve(1000),
      lag: () => Promise.resolve(12),
      readLast: () => {
        there.reads += 1;
        return Promise.resolve([record]);
      },
    },
    tables: {
      count: () => Promise.resolve(988),
      samples: () => Promise.resolve([{ orderid: { N: "7" } }]),
    },
    buckets: undefined,
    database: undefined,
    worker: { api: { statuses: () => Promise.resolve({}) } },
    ...changes,
  };
  return there;
}

/** Looks at the part of a kind. */
async function look(kind: string, from: Observed, last: Partial<PartState> = {}) {
  const part = pictureOf(from.stage).parts.find((each) => each.kind === kind);
  assert.ok(part);
  const unseen = { health: "waiting", status: "", figures: [], problem: "", samples: [] } as const;
  return find({ ...part, ...unseen, ...last }, from);
}

function connectorsThat(status: ConnectorStatus): Pick<Observed, "worker"> {
  const statuses = { "prod-orders-sink": status, "prod-orders-source": status };
  return { worker: { api: { statuses: () => Promise.resolve(statuses) } } };
}

describe("A look at a part of a stage", () => {
  it("counts a topic's records and shows the last", async () => {
    assert.deepEqual(await look("topic", await observed()), {
      health: "well",
      status: "",
      figures: [{ name: "records", value: 1000 }],
      problem: "",
      samples: [{ title: "Key 7", text: '{"orderid":7}' }],
    });
  });

  it("counts a bucket's objects and shows the last by their names", async () => {
    const stage = await planStage({ stage: "prod", overrides: ["pipeline=lake"] });
    const list = (bucket: string) => {
      assert.equal(bucket, "lake-bucket");
      return Promise.resolve([1, 2, 3, 4].map((n) => ({ key: `orders/${n}`, bytes: 1000 * n })));
    };
    const { figures, samples } = await look("bucket", await observed({ stage, buckets: { list } }));
    assert.deepEqual(figures, [{ name: "objects", value: 4 }]);
    assert.deepEqual(samples, [
      { title: "Object of 4,000 bytes", text: "orders/4" },
      { title: "Object of 3,000 bytes", text: "orders/3" },
      { title: "Object of 2,000 bytes", text: "orders/2" },
    ]);
  });

  it("reads a topic again only where it has grown", async () => {
    const from = await observed();
    const samples = [{ title: "Key 1", text: "there" }];
    const same = await look("topic", from, {
      figures: [{ name: "records", value: 1000 }],
      samples,
    });
    assert.deepEqual([same.samples, from.reads], [samples, 0]);
    await look("topic", from, { figures: [{ name: "records", value: 999 }], samples });
    assert.equal(from.reads, 1);
  });

  it("counts a table's items and shows some", async () => {
    const { figures, samples } = await look("table", await observed());
    assert.deepEqual(figures, [{ name: "items", value: 988 }]);
    assert.deepEqual(samples, [{ title: "Item", text: '{"orderid":7}' }]);
  });

  it("has no dead letters to complain of", async () => {
    const none = { count: () => Promise.resolve(0), readLast: () => Promise.resolve([]) };
    const kafka = { ...(await observed()).kafka, ...none };
    const { health, problem } = await look("dead letters", await observed({ kafka }));
    assert.deepEqual([health, problem], ["well", ""]);
  });

  it("says why the last dead letter is one", async () => {
    const { health, problem, samples } = await look("dead letters", await observed());
    assert.deepEqual([health, problem], ["bad", "Field orderid is missing"]);
    assert.deepEqual(samples, [{ title: "Field orderid is missing", text: '7 {"orderid":7}' }]);
  });

  it("shows a sink that runs with what waits for it", async () => {
    const running = { state: "RUNNING", worker_id };
    const status = {
      connector: running,
      tasks: [
        { ...running, id: 0 },
        { ...running, id: 1 },
      ],
    };
    const found = await look("sink", await observed(connectorsThat(status)));
    assert.deepEqual([found.health, found.status], ["well", "RUNNING"]);
    assert.deepEqual(found.figures, [
      { name: "of 2 tasks running", value: 2 },
      { name: "records waiting", value: 12 },
    ]);
  });

  it("shows why a connector has failed", async () => {
    const trace = "ConnectException: no such table\n\tat Sink.start\n";
    const failed = { state: "FAILED", worker_id, trace, id: 0 };
    const status = { connector: { state: "RUNNING", worker_id }, tasks: [failed] };
    const found = await look("source", await observed(connectorsThat(status)));
    assert.deepEqual([found.health, found.status], ["bad", "FAILED"]);
    assert.equal(found.problem, trace.trimEnd());
  });

  it("waits for a connector that no worker has yet, or that has no task", async () => {
    assert.equal((await look("sink", await observed())).health, "waiting");
    const status = { connector: { state: "RUNNING", worker_id }, tasks: [] };
    const found = await look("sink", await observed(connectorsThat(status)));
    assert.equal(found.health, "waiting");
  });
});

describe("A run that is looked at", () => {
  it("keeps the figures of what does not answer, and says so", async () => {
    const over = new AbortController();
    const looks: Look[] = [];
    const there = await observed();
    const kafka = {
      ...there.kafka,
      count: (topic: string) =>
        looks.length === 0 ? there.kafka.count(topic) : Promise.reject(new Error(`no ${topic}`)),
    };
    await observe({ ...there, kafka }, [], over.signal, (seen) => {
      looks.push(seen);
      if (looks.length === 2) over.abort();
    });
    const topics = looks.map(({ parts }) => parts.find(({ kind }) => kind === "topic"));
    assert.deepEqual(
      topics.map((topic) => topic?.figures[0]?.value),
      [1000, 1000],
    );
    assert.deepEqual(
      topics.map((topic) => topic?.status),
      ["", "does not answer"],
    );
    const tables = looks.map(({ parts }) => parts.find(({ kind }) => kind === "table"));
    assert.deepEqual(
      tables.map((table) => table?.health),
      ["well", "well"],
    );
  });
});
