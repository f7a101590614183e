import assert from "node:assert/strict";
import { bucketsOf } from "../../../../local/declared/buckets";
import { planStage } from "../../../../local/declared/planStage";
import { pictureOf } from "../../../../local/ui/picture";

const PIPELINES = ["orders", "cdc", "lake", "all"];

describe("The picture of a stage", () => {
  for (const stage of ["dev", "staging", "prod"]) {
    for (const pipeline of PIPELINES) {
      it(`has every connector, table and bucket of ${stage} with ${pipeline}, each on a way`, async () => {
        const declared = await planStage({ stage, overrides: [`pipeline=${pipeline}`] });
        const { parts, edges } = pictureOf(declared);
        const names = parts.map(({ name }) => name);
        const buckets = bucketsOf(declared).map((name) => ({ name }));
        for (const { name } of [...declared.connectors, ...declared.tables, ...buckets]) {
          assert.ok(names.includes(name), name);
        }
        const ends = new Set(edges.flatMap(({ from, to }) => [from, to]));
        assert.deepEqual(new Set(parts.map(({ id }) => id)), ends);
      });
    }
  }

  it("has a lane for each topic's way, from the left to the right, what each sink fills at its end", async () => {
    const declared = await planStage({ stage: "prod", overrides: ["pipeline=all"] });
    const { parts } = pictureOf(declared);
    assert.deepEqual(
      parts.map(({ lane, kind, name }) => `${lane} ${kind} ${name}`),
      [
        "0 database MySQL",
        "0 source prod-sales-capture",
        "0 topic aurora.salesdb.SALES_ORDER",
        "0 sink prod-sales-sink",
        "0 table kafka_aurora.salesdb.SALES_ORDER",
        "0 dead letters sales-orders-dead-letters",
        "1 source prod-orders-source",
        "1 topic orders",
        "1 sink prod-lake-sink",
        "1 sink prod-orders-sink",
        "1 bucket lake-bucket",
        "1 dead letters lake-dead-letters",
        "1 table kafka_orders",
        "1 dead letters orders-dead-letters",
      ],
    );
  });

  it("joins sinks of one topic into one lane, and ends with a sink that fills no table", async () => {
    const declared = await planStage({ stage: "dev", overrides: [] });
    const sink =
      declared.connectors.find(({ reads }) => reads.length > 0) ?? assert.fail("no sink");
    const second = { ...sink, name: "second", config: { "table.name.format": "elsewhere" } };
    const { parts, edges } = pictureOf({
      ...declared,
      connectors: [...declared.connectors, second],
    });
    assert.deepEqual(
      parts.map(({ lane }) => lane),
      parts.map(() => 0),
    );
    assert.deepEqual(
      edges.filter(({ from, to }) => [from, to].includes("sink:second")),
      [{ from: "topic:orders", to: "sink:second" }],
    );
  });

  it("says how each part is configured", async () => {
    const declared = await planStage({ stage: "dev", overrides: [] });
    const { parts } = pictureOf(declared);
    const table = parts.find(({ kind }) => kind === "table");
    assert.deepEqual(table?.settings, [
      { name: "partition key", value: "orderid" },
      { name: "billing", value: "PAY_PER_REQUEST" },
    ]);
    const sink = parts.find(({ kind }) => kind === "sink");
    assert.ok(sink?.settings.some(({ name, value }) => name === "topics" && value === "orders"));
  });
});
