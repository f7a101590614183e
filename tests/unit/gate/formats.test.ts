import assert from "node:assert/strict";
import { readAllowances } from "../../../gate/allowances";
import { judge, type Refusal } from "../../../gate/judge";
import { readPreview } from "../../../gate/preview";

const CONNECTOR = "aws:mskconnect/connector:Connector";

/** What is refused of a change of a connector from one converter of values to another. */
function refused(
  op: "create" | "replace" | "update",
  converters: readonly [before: string, after: string],
  config: Readonly<Record<string, string>> = {},
): readonly Refusal[] {
  const [before, after] = converters.map((converter) => ({
    type: CONNECTOR,
    custom: true,
    inputs: { connectorConfiguration: { ...config, "value.converter": converter } },
  }));
  const step = {
    op,
    urn: `urn:pulumi:dev::msk-pipeline::${CONNECTOR}::orders-source-connector`,
    ...(op === "create" ? {} : { oldState: before }),
    newState: after,
  };
  const preview = readPreview(JSON.stringify({ steps: [step] }), "preview.json");
  return judge(preview, readAllowances(""), undefined).refusals;
}

describe("The gate and the format of records", () => {
  for (const op of ["replace", "update"] as const) {
    it(`refuses to ${op} a source that writes in another format then`, () => {
      assert.deepEqual(refused(op, ["JsonConverter", "AWSKafkaAvroConverter"]), [
        {
          says: "orders-source-connector would write values with AWSKafkaAvroConverter instead of JsonConverter, while sinks have yet to read what it wrote",
          remedy: "Do it as docs/operations.md#format-of-the-records says.",
        },
      ]);
    });
  }

  it("lets one be made that is not there, and change in other ways", () => {
    assert.deepEqual(refused("create", ["JsonConverter", "AWSKafkaAvroConverter"]), []);
    assert.deepEqual(refused("replace", ["JsonConverter", "JsonConverter"]), []);
  });

  it("lets sinks change, which follow their sources", () => {
    for (const reads of [{ topics: "orders" }, { "topics.regex": "orders.*" }]) {
      assert.deepEqual(refused("replace", ["JsonConverter", "AWSKafkaAvroConverter"], reads), []);
    }
  });
});
