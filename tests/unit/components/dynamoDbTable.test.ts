import assert from "node:assert/strict";
import { DynamoDbTable, type DynamoDbTableArgs } from "../../../components/dynamoDbTable";
import { evaluate } from "../../../plan/evaluate";
import type { PlannedResource } from "../../../plan/plan";
import { assertFamily, assertInputs, one } from "../../helpers/resources";

const defaults: DynamoDbTableArgs = {
  tableName: "kafka_orders",
  hashKey: { name: "orderid", type: "N" },
  tags: { Stage: "test" },
};

async function table(args: Partial<DynamoDbTableArgs> = {}): Promise<PlannedResource> {
  const { resources } = await evaluate(() => new DynamoDbTable("orders", { ...defaults, ...args }));
  assertFamily(resources, "orders");
  return one(resources, "aws:dynamodb/table:Table");
}

describe("DynamoDbTable", () => {
  it("has the hash key alone, is billed by request and is not protected by default", async () => {
    const { inputs, options } = await table();
    assert.deepEqual(inputs, {
      attributes: [{ name: "orderid", type: "N" }],
      billingMode: "PAY_PER_REQUEST",
      deletionProtectionEnabled: false,
      hashKey: "orderid",
      name: "kafka_orders",
      pointInTimeRecovery: { enabled: false },
      tags: { Name: "kafka_orders", Stage: "test" },
    });
    assert.deepEqual(options, { deleteBeforeReplace: true });
  });

  it("takes a sort key", async () => {
    assertInputs(await table({ sortKey: { name: "ordertime", type: "N" } }), {
      attributes: [
        { name: "orderid", type: "N" },
        { name: "ordertime", type: "N" },
      ],
      rangeKey: "ordertime",
    });
  });

  it("sets capacity aside when it is told so", async () => {
    assertInputs(await table({ billing: { readCapacity: 5, writeCapacity: 50 } }), {
      billingMode: "PROVISIONED",
      readCapacity: 5,
      writeCapacity: 50,
    });
  });

  it("can be restored when it is told so", async () => {
    assertInputs(await table({ pointInTimeRecovery: true }), {
      pointInTimeRecovery: { enabled: true },
    });
  });

  it("is encrypted with a key of one's own when given one", async () => {
    assertInputs(await table({ kmsKeyArn: "arn:key" }), {
      serverSideEncryption: { enabled: true, kmsKeyArn: "arn:key" },
    });
  });

  it("is protected from Pulumi and from everybody else", async () => {
    const { inputs, options } = await table({ deletionProtection: true });
    assert.equal(inputs["deletionProtectionEnabled"], true);
    assert.equal(options.protect, true);
  });

  for (const [args, reason] of [
    [{ tableName: "a" }, /tableName must be 3 to 255 letters, digits, \., _ and -, got "a"/],
    [
      { billing: { readCapacity: 0, writeCapacity: 50_000 } },
      /billing\.readCapacity must be a whole number from 1 to 40000, got 0; billing\.writeCapacity must be a whole number from 1 to 40000, got 50000/,
    ],
  ] as const) {
    it(`refuses ${JSON.stringify(args)}`, async () => {
      await assert.rejects(table(args), reason);
    });
  }
});
