import assert from "node:assert/strict";
import { UserError } from "../../../support/userError";
import type { Item } from "../../../local/clients/tables";
import {
  consume,
  insertOrders,
  listTopics,
  showConnectors,
  showTables,
} from "../../../operate/commands";
import { sampleOrders, type SampleOrder } from "../../../operate/sampleOrders";
import type { ConnectorSummary, ConsumedRecord, Target } from "../../../operate/target";

const record: ConsumedRecord = {
  topic: "orders",
  partition: 0,
  offset: 4,
  timestamp: 1767225600000,
  key: "4",
  value: '{"orderid":4}',
};

/** A pipeline that answers what it is given. */
class FakeTarget implements Target {
  readonly inserted: SampleOrder[] = [];

  constructor(
    private readonly content: {
      readonly records?: readonly ConsumedRecord[];
      readonly tables?: Readonly<Record<string, readonly Item[]>>;
      readonly connectors?: readonly ConnectorSummary[];
    } = {},
  ) {}

  topics() {
    const topic = { partitions: 1, replication: 1 };
    return Promise.resolve([
      { name: "__consumer_offsets", ...topic, records: 9 },
      { name: "changes", ...topic, records: undefined },
      { name: "orders", ...topic, records: 12_345 },
    ]);
  }

  consume(_: unknown, onRecord: (record: ConsumedRecord) => void) {
    const { records = [] } = this.content;
    records.forEach(onRecord);
    return Promise.resolve(records.length);
  }

  tables() {
    return Promise.resolve(Object.keys(this.content.tables ?? {}));
  }

  describeTable(name: string) {
    const keys = ["id (N, hash)"];
    return Promise.resolve({ name, status: "ACTIVE", keys, billing: "on demand", items: 1_000 });
  }

  items(name: string, most: number) {
    return Promise.resolve([...(this.content.tables?.[name] ?? [])].slice(0, most));
  }

  connectors() {
    return Promise.resolve([...(this.content.connectors ?? [])]);
  }

  insert(orders: readonly SampleOrder[]) {
    this.inserted.push(...orders);
    return Promise.resolve();
  }

  close() {
    return Promise.resolve();
  }
}

async function written(work: (output: { print: Write; note: Write }) => Promise<void>) {
  const [printed, noted]: [string[], string[]] = [[], []];
  await work({ print: (text) => printed.push(text), note: (text) => noted.push(text) });
  return { printed: printed.join("\n"), noted: noted.join("\n") };
}

type Write = (text: string) => void;

describe("topics", () => {
  it("prints aligned columns, numbers to the right, and a dash for what is not known", async () => {
    const { printed } = await written((to) =>
      listTopics(new FakeTarget(), { internal: false }, to),
    );
    assert.equal(
      printed,
      [
        "TOPIC    PARTITIONS  REPLICATION  RECORDS",
        "changes           1            1        -",
        "orders            1            1   12,345",
      ].join("\n"),
    );
  });

  it("prints Kafka's own topics on request", async () => {
    const { printed } = await written((to) => listTopics(new FakeTarget(), { internal: true }, to));
    assert.match(printed, /^__consumer_offsets/m);
  });
});

describe("consume", () => {
  const request = {
    fromBeginning: true,
    count: undefined,
    signal: new AbortController().signal,
  };

  it("prints nothing but records, one a line", async () => {
    const target = new FakeTarget({ records: [record, { ...record, offset: 5, value: null }] });
    const { printed, noted } = await written((to) =>
      consume(target, { ...request, topic: "orders" }, to),
    );
    assert.equal(
      printed,
      [
        '{"topic":"orders","partition":0,"offset":4,"timestamp":"2026-01-01T00:00:00.000Z","key":4,"value":{"orderid":4}}',
        '{"topic":"orders","partition":0,"offset":5,"timestamp":"2026-01-01T00:00:00.000Z","key":4,"value":null}',
      ].join("\n"),
    );
    assert.equal(noted, "2 records of orders");
  });

  it("refuses a topic that is not there, and lists those that are", async () => {
    await assert.rejects(
      written((to) => consume(new FakeTarget(), { ...request, topic: "returns" }, to)),
      new UserError('There is no topic "returns". There are: changes, orders'),
    );
  });
});

describe("table", () => {
  const tables = { sales: [{ id: { N: "1" } }], orders: [{ id: { N: "2" } }, { id: { N: "3" } }] };

  it("prints the items of every table as lines of JSON, and describes them beside", async () => {
    const { printed, noted } = await written((to) =>
      showTables(new FakeTarget({ tables }), { name: undefined, items: 10 }, to),
    );
    assert.equal(printed, '{"id":1}\n{"id":2}\n{"id":3}');
    assert.match(noted, /^sales {3}ACTIVE {2}id \(N, hash\) {2}on demand {2}1,000$/m);
    assert.match(noted, /^2 items of orders:$/m);
  });

  it("prints so many items of the one that is named", async () => {
    const { printed } = await written((to) =>
      showTables(new FakeTarget({ tables }), { name: "orders", items: 1 }, to),
    );
    assert.equal(printed, '{"id":2}');
  });

  it("refuses a table that is not there, and lists those that are", async () => {
    await assert.rejects(
      written((to) => showTables(new FakeTarget({ tables }), { name: "x", items: 1 }, to)),
      new UserError('There is no table "x". There are: sales, orders'),
    );
  });
});

describe("connectors", () => {
  it("prints their states, and below them what went wrong last", async () => {
    const target = new FakeTarget({
      connectors: [
        { name: "orders-sink", state: "FAILED", tasks: undefined, errors: ["one", "two"] },
        { name: "orders-source", state: "RUNNING", tasks: { running: 1, total: 1 }, errors: [] },
      ],
    });
    const { printed } = await written((to) => showConnectors(target, to));
    assert.equal(
      printed,
      [
        "CONNECTOR      STATE    TASKS",
        "orders-sink    FAILED   -",
        "orders-source  RUNNING  1 of 1 running",
        "",
        "Last errors of orders-sink:",
        "  one",
        "  two",
      ].join("\n"),
    );
  });
});

describe("insert", () => {
  it("inserts as many orders as asked for", async () => {
    const target = new FakeTarget();
    const { printed, noted } = await written((to) => insertOrders(target, { count: 3 }, to));
    assert.equal(target.inserted.length, 3);
    assert.deepEqual([printed, noted], ["", "Inserted 3 orders into salesdb.SALES_ORDER"]);
  });

  it("makes the same orders of the same seed, and others of another", () => {
    assert.deepEqual(sampleOrders(20, 1), sampleOrders(20, 1));
    assert.notDeepEqual(sampleOrders(20, 1), sampleOrders(20, 2));
  });

  it("makes orders that the table takes, of each ship mode", () => {
    const orders = sampleOrders(500, 7);
    for (const { siteId, amount } of orders) {
      assert.ok(Number.isInteger(siteId) && siteId >= 1 && siteId <= 10, `site ${siteId}`);
      assert.match(amount, /^\d{1,4}\.\d{2}$/);
      assert.ok(Number(amount) > 0);
    }
    const modes = new Set(orders.map(({ shipMode }) => shipMode));
    assert.deepEqual(modes, new Set(["AIR", "RAIL", "SHIP", "TRUCK", null]));
  });
});
