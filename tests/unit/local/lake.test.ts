import assert from "node:assert/strict";
import { gzipSync } from "node:zlib";
import type { TimedRecord } from "../../../local/clients/readTopic";
import { planStage } from "../../../local/declared/planStage";
import { storesInTables } from "../../../local/declared/tables";
import { translate } from "../../../local/declared/translate";
import { compareLake, hourOf } from "../../../local/pipelines/lake/compare";
import { lakeFlows } from "../../../local/pipelines/lake/flow";
import { readObjects, type StoredRecord } from "../../../local/pipelines/lake/objects";
import { ordersFlow } from "../../../local/pipelines/orders/flow";

const TIME = Date.UTC(2026, 10, 27, 7, 59, 59, 999);

function record(offset: number, value = `{"orderid":${offset}}`): TimedRecord {
  return { partition: 0, offset: String(offset), key: "k", value, timestamp: String(TIME) };
}

function stored(offset: number, more: Partial<StoredRecord> = {}): StoredRecord {
  return {
    partition: 0,
    offset: String(offset),
    key: "k",
    value: { orderid: offset },
    timestamp: TIME,
    hour: "date=2026-11-27/hour=07",
    ...more,
  };
}

const object = (key: string, ...lines: readonly object[]) => {
  const content = gzipSync(lines.map((line) => JSON.stringify(line)).join("\n"));
  return { key, bytes: content.length, content };
};

const bucketOf = (...objects: readonly ReturnType<typeof object>[]) => ({
  list: () => Promise.resolve(objects),
  read: (_: string, key: string) =>
    Promise.resolve(objects.find((each) => each.key === key)?.content ?? Buffer.alloc(0)),
});

describe("Comparison of topic and bucket", () => {
  it("finds every record, and counts what is there once more", () => {
    const comparison = compareLake([record(0), record(1)], [stored(1), stored(0), stored(1)]);
    assert.deepEqual(comparison, {
      produced: 2,
      stored: 2,
      missing: [],
      differences: [],
      unexpected: [],
      repeated: 1,
    });
  });

  it("names records that the bucket lacks, and those that the topic lacks", () => {
    const {
      missing,
      unexpected,
      stored: there,
    } = compareLake([record(0), record(1)], [stored(0), stored(7)]);
    assert.deepEqual([missing, unexpected, there], [[record(1)], ["0/7"], 1]);
  });

  it("names what is not as the topic has it, the hour of its folder too", () => {
    const wrong: Partial<StoredRecord> = {
      key: null,
      value: { orderid: "0" },
      timestamp: TIME + 1,
      hour: "date=2026-11-27/hour=08",
    };
    const { differences, stored: there } = compareLake([record(0)], [stored(0, wrong)]);
    assert.deepEqual(
      differences.map(({ record: of, field, inBucket }) => [of, field, inBucket]),
      Object.entries(wrong).map(([field, value]) => ["0/0", field, value]),
    );
    assert.equal(there, 0);
  });

  it("takes a record without key or value as one", () => {
    const tombstone = { ...record(0), key: null, value: null };
    const { differences } = compareLake([tombstone], [stored(0, { key: null, value: null })]);
    assert.deepEqual(differences, []);
  });

  it("knows the hours of UTC", () => {
    assert.equal(hourOf(Date.UTC(2026, 0, 1, 0, 0)), "date=2026-01-01/hour=00");
  });
});

describe("The objects of a bucket", () => {
  const timestamp = "2026-11-27T07:59:59.999Z";
  const line = { partition: 0, offset: 5, timestamp, key: "k", value: { orderid: 5 } };
  const key = "orders/date=2026-11-27/hour=07/0-00000000000000000005-00000000000000000006.jsonl.gz";

  it("are read with the hour that their names have", async () => {
    const bucket = bucketOf(object(key, line), object("orders2/date=x/hour=y/z", line));
    assert.deepEqual(await readObjects(bucket, "lake", "orders"), {
      objects: 1,
      records: [stored(5)],
    });
  });

  it("are refused by a name that says no hour", async () => {
    await assert.rejects(
      readObjects(bucketOf(object("orders/5.jsonl.gz", line)), "lake", "orders"),
      /orders\/5\.jsonl\.gz is no name of an object of the lake/,
    );
  });
});

describe("The lake of a stage", () => {
  const machine = {
    bootstrapServers: "b",
    dynamoDbEndpoint: "d",
    s3Endpoint: "http://127.0.0.1:1",
    secretsEndpoint: "s",
    schemasEndpoint: "http://127.0.0.1:9",
    database: { host: "h", port: 1, authority: "/ca.pem" },
    records: 7,
  };

  it("is filled with the orders, with or without a table", async () => {
    for (const pipeline of ["lake", "orders,lake"]) {
      const declared = await planStage({ stage: "prod", overrides: [`pipeline=${pipeline}`] });
      const { stage } = translate(declared, machine);
      assert.deepEqual(lakeFlows(stage), [
        {
          topic: "orders",
          source: "prod-orders-source",
          records: 7,
          sink: "prod-lake-sink",
          group: "connect-prod-lake-sink",
          bucket: "lake-bucket",
          deadLetterTopic: "lake-dead-letters",
        },
      ]);
      assert.equal(ordersFlow(stage)?.sink, pipeline === "lake" ? undefined : "prod-orders-sink");
      // Without any, no DynamoDB Local is started.
      assert.equal(storesInTables(stage), pipeline !== "lake");
      const sink = stage.connectors.find(({ name }) => name === "prod-lake-sink");
      assert.equal(sink?.config["aws.s3.endpoint"], machine.s3Endpoint);
    }
  });
});
