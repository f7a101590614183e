import assert from "node:assert/strict";
import { readRecords, recordsIn } from "../../../../local/tryout/records";

const from = { file: "orders.json", topic: "orders" };

describe("Records to try", () => {
  it("are JSON as its text, strings as they are, and nothing where there is none", () => {
    const file = `{ "key": 7, "value": { "orderid": 7 }, "headers": { "trace": "abc" } }`;
    assert.deepEqual(recordsIn(file, from), [
      { topic: "orders", key: "7", value: `{"orderid":7}`, headers: { trace: "abc" } },
    ]);
    assert.deepEqual(recordsIn(`{ "key": "text", "value": null }`, from), [
      { topic: "orders", key: "text", value: null, headers: {} },
    ]);
  });

  it("come one a line, as npm run consume prints them, or in an array", () => {
    const lines = `{"topic":"sales","partition":0,"offset":5,"key":1,"value":"a"}\n\n{"value":"b"}\n`;
    const expected = [
      { topic: "sales", key: "1", value: "a", headers: {} },
      { topic: "orders", key: null, value: "b", headers: {} },
    ];
    assert.deepEqual(recordsIn(lines, from), expected);
    const array = `[${lines.trim().replace("\n\n", ",")}]`;
    assert.deepEqual(recordsIn(array, from), expected);
  });

  it("are refused with the file, the record and what is wrong with it", () => {
    for (const [content, reason] of [
      ["", /^--record orders\.json: .*an array of records or a record a line/],
      ["{", /--record orders\.json: record 1: Invalid input/],
      [`{"value":"a"}\nno JSON`, /record 2: /],
      [`{"orderid":7}`, /record 1: neither a key nor a value/],
      [`[{"value":"a"},{"value":"b","topic":7}]`, /record 2 topic: .*expected string/],
    ] as const) {
      assert.throws(() => recordsIn(content, from), { name: "UserError", message: reason });
    }
  });

  it("need a topic where the sink has none by name", () => {
    assert.throws(() => recordsIn(`{"value":"a"}`, { ...from, topic: undefined }), {
      name: "UserError",
      message: /^--record orders\.json: record 1 needs a topic, .*topics\.regex\.$/,
    });
  });

  it("cannot come of a file that is not there", async () => {
    await assert.rejects(readRecords("/no/such/file", "orders"), {
      name: "UserError",
      message: /^--record \/no\/such\/file cannot be read: ENOENT/,
    });
  });
});
