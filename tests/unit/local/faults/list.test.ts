import assert from "node:assert/strict";
import { faultOf, faults } from "../../../../local/faults/list";
import { faultNames } from "../../../../local/faults/names";

describe("The list of faults", () => {
  it("has each name that a command takes, once, in the order of its help", () => {
    assert.deepEqual(
      faults.map(({ name }) => name),
      faultNames,
    );
  });

  it("finds a fault by its name", () => {
    assert.match(faultOf("broker-killed").about, /^the Kafka broker is killed/);
  });
});
