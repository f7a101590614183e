import assert from "node:assert/strict";
import { LONGEST_LABEL } from "../../../gate/allowances";
import { at } from "../../../gate/preview";
import { data, restarts } from "../../../gate/resources";
import { all } from "../../helpers/resources";
import { plan } from "../../helpers/stagePlans";

describe("The gate's tables", () => {
  it("have everything of a stage that is protected as data", async () => {
    const prod = await plan("prod", "pipeline=all", "recordFormat=avro");
    const serverless = await plan("prod", "pipeline=all", "brokerType=serverless");
    const kept = [...prod.resources, ...serverless.resources].filter(
      ({ options }) => options.protect === true,
    );
    assert.ok(kept.length > 0);
    assert.deepEqual(
      kept.filter(({ type }) => data[type] === undefined).map(({ name }) => name),
      [],
    );
  });

  it("know only types and inputs that stages have", async () => {
    const { resources } = await plan("prod", "pipeline=all", "recordFormat=avro");
    const serverless = await plan("prod", "pipeline=all", "brokerType=serverless");
    const known = [...Object.keys(data), ...Object.keys(restarts)];
    const types = new Set([...resources, ...serverless.resources].map(({ type }) => type));
    assert.deepEqual(
      known.filter((type) => !types.has(type)),
      [],
    );
    for (const [type, inputs] of Object.entries(restarts)) {
      for (const input of Object.keys(inputs)) {
        const [resource] = all(resources, type);
        assert.notEqual(at(resource?.inputs ?? {}, input), undefined, `${type} ${input}`);
      }
    }
  });

  it("have names that fit into labels", async () => {
    const { resources } = await plan("prod", "pipeline=all");
    const names = resources.filter(({ type }) => type in data).map(({ name }) => name);
    assert.deepEqual(
      names.filter((name) => `allow-replace:${name}`.length > LONGEST_LABEL),
      [],
    );
  });
});
