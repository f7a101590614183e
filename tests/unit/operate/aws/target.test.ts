import assert from "node:assert/strict";
import { UserError } from "../../../../support/userError";
import { explained } from "../../../../operate/explained";
import { FakeAws, outputs } from "../../../helpers/fakeAws";

const sinkArn = outputs.connectorArns["orders-sink"];

describe("A deployed stage's topics", () => {
  it("come from the MSK API, all pages, by name", async () => {
    const aws = new FakeAws({
      "/topics": ({ nextToken }) =>
        nextToken === undefined
          ? {
              topics: [{ topicName: "orders", partitionCount: 3, replicationFactor: 2 }],
              nextToken: "2",
            }
          : { topics: [{ topicName: "changes", partitionCount: 1, replicationFactor: 2 }] },
    });
    assert.deepEqual(await aws.ask((target) => target.topics()), [
      { name: "changes", partitions: 1, replication: 2, records: undefined },
      { name: "orders", partitions: 3, replication: 2, records: undefined },
    ]);
    assert.equal(aws.calls.length, 2);
  });
});

describe("A deployed stage's tables", () => {
  it("are those of its outputs", async () => {
    const aws = new FakeAws({});
    assert.deepEqual(await aws.ask((target) => target.tables()), ["kafka_orders"]);
  });

  it("are described by key and billing", async () => {
    const description = {
      TableStatus: "ACTIVE",
      ItemCount: 7,
      KeySchema: [
        { AttributeName: "site", KeyType: "HASH" },
        { AttributeName: "id", KeyType: "RANGE" },
      ],
      AttributeDefinitions: [
        { AttributeName: "id", AttributeType: "N" },
        { AttributeName: "site", AttributeType: "S" },
      ],
    };
    const aws = new FakeAws({
      DescribeTable: ({ TableName }) => ({
        Table: {
          ...description,
          ...(TableName === "on_demand"
            ? { BillingModeSummary: { BillingMode: "PAY_PER_REQUEST" } }
            : { ProvisionedThroughput: { ReadCapacityUnits: 5, WriteCapacityUnits: 10 } }),
        },
      }),
    });
    const [provisioned, onDemand] = await aws.ask((target) =>
      Promise.all(["provisioned", "on_demand"].map((name) => target.describeTable(name))),
    );
    assert.deepEqual(provisioned, {
      name: "provisioned",
      status: "ACTIVE",
      keys: ["site (S, hash)", "id (N, range)"],
      billing: "provisioned: 5 reads/s, 10 writes/s",
      items: 7,
    });
    assert.equal(onDemand?.billing, "on demand");
  });

  it("are scanned no further than asked for", async () => {
    const aws = new FakeAws({
      Scan: ({ ExclusiveStartKey }) => ({
        Items: [{ id: { N: ExclusiveStartKey === undefined ? "1" : "2" } }],
        LastEvaluatedKey: { id: { N: "1" } },
      }),
    });
    const items = await aws.ask((target) => target.items("kafka_orders", 2));
    assert.deepEqual(items, [{ id: { N: "1" } }, { id: { N: "2" } }]);
    assert.deepEqual(
      aws.inputs("Scan").map(({ Limit }) => Limit),
      [2, 1],
    );
  });
});

describe("A deployed stage's connectors", () => {
  const failed = {
    connectorState: "FAILED",
    stateDescription: { code: "InvalidInput.Topic", message: "There is no such topic" },
  };

  it("have the state and reason that MSK Connect says, and the newest errors of their log", async () => {
    const aws = new FakeAws({
      [sinkArn]: () => failed,
      FilterLogEvents: ({ nextToken }) =>
        nextToken === undefined
          ? { events: [{ message: "ERROR one" }, { message: "ERROR two\n\tat A" }], nextToken: "2" }
          : { events: [{ message: "ERROR three" }, { message: "ERROR four\n" }] },
    });
    assert.deepEqual(await aws.ask((target) => target.connectors()), [
      {
        name: "dev-orders-sink",
        state: "FAILED",
        tasks: undefined,
        errors: [
          "InvalidInput.Topic: There is no such topic",
          "ERROR two",
          "ERROR three",
          "ERROR four",
        ],
      },
    ]);
    const [{ filterPattern, logGroupName, startTime } = {}] = aws.inputs("FilterLogEvents");
    assert.deepEqual([filterPattern, logGroupName], ["ERROR", "/msk-pipeline/dev/sink"]);
    const anHourAgo = Date.now() - 60 * 60 * 1000;
    assert.ok(
      Math.abs(Number(startTime) - anHourAgo) < 60_000,
      `it asked from ${String(startTime)}`,
    );
  });

  it("are shown without errors where they have no log group", async () => {
    const aws = new FakeAws({ [sinkArn]: () => ({ connectorState: "RUNNING" }) });
    const connectors = await aws.ask((target) => target.connectors(), {
      ...outputs,
      logGroups: {},
    });
    assert.deepEqual(connectors, [
      { name: "dev-orders-sink", state: "RUNNING", tasks: undefined, errors: [] },
    ]);
  });
});

describe("Orders for a deployed stage", () => {
  it("are inserted by the Data API, their values as parameters", async () => {
    const aws = new FakeAws({ "/BatchExecute": () => ({ updateResults: [] }) });
    await aws.ask((target) =>
      target.insert([
        { siteId: 3, shipMode: "AIR", amount: "10.50" },
        { siteId: 4, shipMode: null, amount: "0.01" },
      ]),
    );
    assert.deepEqual(aws.inputs("/BatchExecute"), [
      {
        resourceArn: outputs.databaseClusterArn,
        secretArn: outputs.databaseSecretArn,
        sql: "INSERT INTO salesdb.SALES_ORDER (SITE_ID, SHIP_MODE, AMOUNT) VALUES (:siteId, :shipMode, :amount)",
        parameterSets: [
          [
            { name: "siteId", value: { longValue: 3 } },
            { name: "shipMode", value: { stringValue: "AIR" } },
            { name: "amount", value: { stringValue: "10.50" }, typeHint: "DECIMAL" },
          ],
          [
            { name: "siteId", value: { longValue: 4 } },
            { name: "shipMode", value: { isNull: true } },
            { name: "amount", value: { stringValue: "0.01" }, typeHint: "DECIMAL" },
          ],
        ],
      },
    ]);
  });

  it("are inserted into PostgreSQL by names in their case, in the schema's database", async () => {
    const aws = new FakeAws({ "/BatchExecute": () => ({ updateResults: [] }) });
    const order = { siteId: 3, shipMode: "AIR", amount: "10.50" };
    const engine = { ...outputs, databaseEngine: "aurora-postgresql" } as const;
    await aws.ask((target) => target.insert([order]), engine);
    const [{ database, sql } = {}] = aws.inputs("/BatchExecute");
    assert.equal(database, "salesdb");
    assert.equal(
      sql,
      'INSERT INTO salesdb."SALES_ORDER" ("SITE_ID", "SHIP_MODE", "AMOUNT") VALUES (:siteId, :shipMode, :amount)',
    );
  });

  it("are inserted a thousand at a time", async () => {
    const aws = new FakeAws({ "/BatchExecute": () => ({}) });
    const order = { siteId: 1, shipMode: null, amount: "1.00" };
    await aws.ask((target) => target.insert(Array.from({ length: 2_001 }, () => order)));
    const sizes = aws.inputs("/BatchExecute").map(({ parameterSets }) => {
      assert.ok(Array.isArray(parameterSets));
      return parameterSets.length;
    });
    assert.deepEqual(sizes, [1_000, 1_000, 1]);
  });

  it("have nowhere to go in a stage without database, and it says which setting adds one", async () => {
    const without = { ...outputs, databaseClusterArn: undefined };
    await assert.rejects(
      new FakeAws({}).ask((target) => target.insert([]), without),
      new UserError(
        "Stage dev has no output databaseClusterArn. It has one when setting pipeline is cdc or all and the stage is deployed with it.",
      ),
    );
  });
});

describe("What AWS refuses", () => {
  it("is told without a stack trace, with AWS's words", async () => {
    await new FakeAws({}).ask(async (target) => {
      const error = await target.topics().catch((reason: unknown) => explained(reason));
      assert.ok(error instanceof UserError);
      assert.match(
        error.message,
        /^AWS answers AccessDeniedException: nobody may ask \/v1\/clusters/,
      );
    });
  });

  it("names the credentials where there are none", () => {
    const error = Object.assign(new Error("Could not load"), { name: "CredentialsProviderError" });
    assert.match(String(explained(error)), /no AWS credentials that work.*Could not load/);
  });

  it("is nothing else: other errors stay as they are", () => {
    const error = new TypeError("a fault of ours");
    assert.equal(explained(error), error);
  });
});
