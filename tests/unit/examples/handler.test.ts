import assert from "node:assert/strict";
import type * as Handler from "../../../examples/consumer/handler/index.mjs";

type Event = Parameters<typeof Handler.handler>[0];
type KafkaRecord = Event["records"][string][number];

/** @see https://docs.aws.amazon.com/lambda/latest/dg/with-msk.html#msk-sample-event */
const documented = {
  eventSource: "aws:kafka",
  eventSourceArn: "arn:aws:kafka:us-east-1:123456789012:cluster/vpc-2priv-2pub/751d2973-1",
  bootstrapServers: "b-2.demo-cluster-1.a1bcde.c1.kafka.us-east-1.amazonaws.com:9098",
};

const orderOf = (itemid: string, orderid: number): object => ({
  ordertime: 1_517_795_798_903,
  orderid,
  itemid,
  orderunits: 8.26,
  address: { city: "City_", state: "State_96", zipcode: 74_493 },
});

const recordOf = (value: string, partition: number, offset: number) => ({
  topic: "orders",
  partition,
  offset,
  timestamp: 1_545_084_650_987,
  timestampType: "CREATE_TIME",
  key: "abcDEFghiJKLmnoPQRstuVWXyz1234==",
  value: Buffer.from(value).toString("base64"),
  headers: [{ headerKey: [104, 101, 97, 100, 101, 114] }],
});

function eventOf(...batches: readonly KafkaRecord[][]): Event {
  const records = batches.map((batch, partition) => [`orders-${partition}`, batch] as const);
  return { ...documented, records: Object.fromEntries(records) };
}

describe("the consumer example's function", () => {
  let handler: typeof Handler.handler;
  const logged: unknown[][] = [];
  const log = console.log;

  before(async () => {
    ({ handler } = await import("../../../examples/consumer/handler/index.mjs"));
  });
  beforeEach(() => {
    logged.length = 0;
    console.log = (...line: unknown[]) => logged.push(line);
  });
  afterEach(() => {
    console.log = log;
  });

  it("counts the orders of all partitions by item, in one line of JSON", async () => {
    const record = (itemid: string, partition: number, offset: number) =>
      recordOf(JSON.stringify(orderOf(itemid, offset)), partition, offset);
    const event = eventOf(
      [record("Item_7", 0, 15), record("Item_8", 0, 16)],
      [record("Item_7", 1, 3), record("__proto__", 1, 4)],
    );
    await handler(event);
    assert.deepEqual(logged, [['{"orders":4,"byItem":{"Item_7":2,"Item_8":1,"__proto__":1}}']]);
  });

  const wrong: Readonly<Record<string, KafkaRecord>> = {
    "is no JSON": recordOf("Zürich", 0, 15),
    "is JSON, but no object": recordOf("null", 0, 15),
    "has no item": recordOf('{"orderid":1}', 0, 15),
    "has no value": { topic: "orders", partition: 0, offset: 15 },
  };
  for (const [what, record] of Object.entries(wrong)) {
    it(`fails for a record that ${what}, and says where it is`, async () => {
      await assert.rejects(
        handler(eventOf([record])),
        /^Error: orders, partition 0, offset 15 is no order$/,
      );
      assert.deepEqual(logged, []);
    });
  }
});
