import assert from "node:assert/strict";
import { SchemaRegistry, type SchemaRegistryArgs } from "../../../components/schemaRegistry";
import { evaluate } from "../../../plan/evaluate";
import type { PlannedResource } from "../../../plan/plan";
import { assertFamily, one } from "../../helpers/resources";

async function registry(args: Partial<SchemaRegistryArgs> = {}): Promise<PlannedResource> {
  const { resources } = await evaluate(
    () => new SchemaRegistry("schemas", { registryName: "orders-test", ...args }),
  );
  assertFamily(resources, "schemas");
  return one(resources, "aws:glue/registry:Registry");
}

describe("SchemaRegistry", () => {
  it("has its name and goes with the stack", async () => {
    const { inputs, options } = await registry({ tags: { Stage: "test" } });
    assert.deepEqual(inputs, {
      registryName: "orders-test",
      tags: { Stage: "test", Name: "orders-test" },
    });
    assert.equal(options.protect ?? false, false);
  });

  it("stays where deletion is protected", async () => {
    assert.equal((await registry({ deletionProtection: true })).options.protect, true);
  });

  it("refuses a name that AWS Glue would", async () => {
    await assert.rejects(
      registry({ registryName: "my registry" }),
      /registryName.*1 to 255 letters, digits, -, _, \$, # and \., got "?my registry/s,
    );
  });
});
