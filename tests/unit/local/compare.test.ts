import assert from "node:assert/strict";
import type { TopicRecord } from "../../../local/clients/readTopic";
import { compare, flatten, isComplete } from "../../../local/pipelines/orders/compare";
import type { Flow } from "../../../local/pipelines/orders/flow";
import { plainItem, type Item } from "../../../local/clients/tables";

const flow: Flow = {
  source: "source",
  records: 2,
  topic: "orders",
  sink: "sink",
  group: "connect-sink",
  table: {
    name: "kafka_orders",
    hashKey: "orderid",
    attributes: [{ name: "orderid", type: "N" }],
    billingMode: "PAY_PER_REQUEST",
  },
  hashKey: "value.orderid",
  delimiter: "_",
  deadLetterTopic: undefined,
};

function order(orderid: number, units = 1.5, offset = orderid): TopicRecord {
  const value = { orderid, orderunits: units, address: { city: "City_1", zipcode: 12345 } };
  return {
    partition: 0,
    offset: String(offset),
    key: String(orderid),
    value: JSON.stringify(value),
  };
}

function item(orderid: number, units = "1.50", city = "City_1"): Item {
  return {
    orderid: { N: String(orderid) },
    orderunits: { N: units },
    address_city: { S: city },
    address_zipcode: { N: "12345" },
  };
}

describe("Comparison of topic and table", () => {
  it("is complete when every order is an item, numbers compared by value", () => {
    const comparison = compare([order(0), order(1)], [item(1), item(0)], flow);
    assert.ok(isComplete(comparison));
    assert.equal(comparison.stored, 2);
  });

  it("names orders that the table lacks and items that the topic lacks", () => {
    const comparison = compare([order(0), order(1)], [item(0), item(7)], flow);
    assert.deepEqual(comparison.missing, ["1"]);
    assert.deepEqual(comparison.unexpected, ["7"]);
    assert.equal(comparison.stored, 1);
    assert.ok(!isComplete(comparison));
  });

  it("names the field that is wrong, lacking or too many", () => {
    const { orderunits, ...lacking } = item(1);
    const extra = { ...lacking, note: orderunits } as Item;
    const comparison = compare([order(0), order(1)], [item(0, "1.5", "City_2"), extra], flow);
    assert.deepEqual(comparison.differences, [
      { key: "0", field: "address_city", inTopic: "City_1", inTable: "City_2" },
      { key: "1", field: "orderunits", inTopic: 1.5, inTable: undefined },
      { key: "1", field: "note", inTopic: undefined, inTable: 1.5 },
    ]);
    assert.equal(comparison.stored, 0);
  });

  it("takes the last record of a key, and counts what came before as duplicates", () => {
    const records = [order(0), order(0, 1.5, 1), order(0, 9, 2)];
    const comparison = compare(records, [item(0, "9")], flow);
    assert.ok(isComplete(comparison));
    assert.deepEqual([comparison.duplicates, comparison.repeated], [2, 1]);
  });

  it("counts records that are no order", () => {
    const broken = ["{", "[]", "null", "7", '{"orderunits":1}'].map((value) => ({
      ...order(5),
      value,
    }));
    const comparison = compare([...broken, { ...order(6), value: null }], [], flow);
    assert.equal(comparison.unreadable, 6);
    assert.ok(!isComplete(comparison));
  });

  it("follows other key references than the value's own field", () => {
    const byKey = {
      ...flow,
      hashKey: "key:id",
      table: { ...flow.table, hashKey: "id" },
      delimiter: undefined,
    };
    const stored: Item = {
      id: { S: "3" },
      orderid: { N: "3" },
      orderunits: { N: "1.5" },
      address: { M: { city: { S: "City_1" }, zipcode: { N: "12345" } } },
    };
    assert.ok(isComplete(compare([order(3)], [stored], byKey)));
  });

  it("flattens as Kafka Connect does: lists stay, names are joined", () => {
    assert.deepEqual(flatten({ a: { b: { c: 1 }, d: [{ e: 2 }] }, f: null }, "_"), {
      a_b_c: 1,
      a_d: [{ e: 2 }],
      f: null,
    });
  });

  it("reads every type of an item that JSON has", () => {
    assert.deepEqual(
      plainItem({ b: { BOOL: true }, n: { NULL: true }, l: { L: [{ N: "1" }] }, m: { M: {} } }),
      { b: true, n: null, l: [1], m: {} },
    );
  });
});
