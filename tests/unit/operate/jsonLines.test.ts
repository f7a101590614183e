import assert from "node:assert/strict";
import type { Item } from "../../../local/clients/tables";
import { itemLine, recordLine } from "../../../operate/jsonLines";

const record = { topic: "orders", partition: 0, offset: 4, timestamp: 1767225600000, key: "4" };

describe("recordLine", () => {
  const valueOf = (value: string): string =>
    /"value":(.*)}$/s.exec(recordLine({ ...record, value }))?.[1] ?? "";

  it("keeps every digit of a number", () => {
    const value = '{"price":12.30,"id":12345678901234567890}';
    assert.equal(valueOf(value), value);
  });

  it("makes one line of JSON that has several", () => {
    const line = recordLine({ ...record, value: '{\r\n  "a": "b"\n}\n' });
    assert.doesNotMatch(line, /[\r\n]/);
    assert.deepEqual((JSON.parse(line) as { value: unknown }).value, { a: "b" });
  });

  it("writes what is no JSON as text", () => {
    for (const text of ["AIR", "", "{half", "two\nlines", "NaN"]) {
      assert.equal(valueOf(text), JSON.stringify(text));
    }
  });

  it("leaves out a time that there is not", () => {
    assert.doesNotMatch(recordLine({ ...record, value: null, timestamp: undefined }), /timestamp/);
  });
});

describe("itemLine", () => {
  it("writes plain values of every type, sorted by name", () => {
    const item: Item = {
      n: { N: "12345678901234567890.10" },
      b: { B: Buffer.from("hi") },
      flag: { BOOL: false },
      none: { NULL: true },
      list: { L: [{ S: 'a "b"' }, { M: { x: { N: "1" } } }] },
      sets: { SS: ["x", "y"] },
      numbers: { NS: ["1", "2.50"] },
      bytes: { BS: [Buffer.from("hi")] },
    };
    assert.equal(
      itemLine(item),
      '{"b":"aGk=","bytes":["aGk="],"flag":false,"list":["a \\"b\\"",{"x":1}],"n":12345678901234567890.10,"none":null,"numbers":[1,2.50],"sets":["x","y"]}',
    );
  });
});
