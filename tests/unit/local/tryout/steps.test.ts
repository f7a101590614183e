import assert from "node:assert/strict";
import { parseSteps, renderSteps } from "../../../../local/tryout/steps";

const record = {
  kind: "record",
  number: 0,
  step: "converters",
  topic: "orders",
  key: "7",
  keyType: "string?",
  value: { a: { b: 1 } },
  valueType: null,
  headers: [{ name: "trace", value: "abc", valueType: "string" }],
};

function rendered(...steps: readonly object[]): string[] {
  return renderSteps(parseSteps(steps.map((step) => `${JSON.stringify(step)}\n`).join(""))).split(
    "\n",
  );
}

describe("Steps of a record that is tried", () => {
  it("show the record, and then what each transform changes", () => {
    assert.deepEqual(
      rendered(
        record,
        { ...record, step: "flatten", value: { a_b: 1 } },
        { ...record, step: "cast", value: { a_b: 1 }, headers: [] },
        { ...record, step: "nothing", value: { a_b: 1 }, headers: [] },
      ),
      [
        "Record 1",
        "  converters",
        "    topic  orders",
        `    key    "7"  string?`,
        `    value  {"a":{"b":1}}`,
        `    header trace "abc"  string`,
        "  flatten",
        `    value  {"a_b":1}`,
        "  cast",
        "    header trace is gone",
        "  nothing",
        "    changes nothing",
      ],
    );
  });

  it("show every header of a name", () => {
    const [header] = record.headers;
    const lines = rendered({ ...record, headers: [header, { ...header, value: "def" }] });
    assert.equal(lines.at(-1), `    header trace "abc"  string, "def"  string`);
  });

  it("say what drops a record, and what fails of it and why", () => {
    assert.deepEqual(
      rendered(
        record,
        { kind: "dropped", number: 0, step: "filter" },
        { kind: "failed", number: 1, step: "value.converter", causes: ["DataException: no JSON"] },
      ).slice(-6),
      [
        `    header trace "abc"  string`,
        "  filter drops it: nothing is stored",
        "",
        "Record 2",
        "  value.converter fails",
        "    DataException: no JSON",
      ],
    );
  });
});
