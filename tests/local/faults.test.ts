import assert from "node:assert/strict";
import { faults } from "../../local/faults/list";
import { RUN_TIMEOUT_MS, useOwnStateDirectory } from "./harness";
import { survive } from "./survive";

const RECORDS = 5_000;

describe("A run in which", function () {
  this.timeout(RUN_TIMEOUT_MS);
  useOwnStateDirectory();

  // The tier `faults` has all of them.
  const killed =
    faults.find(({ name }) => name === "worker-killed") ?? assert.fail("no such fault");
  it(`${killed.about} ends with everything where it belongs`, async () => {
    await survive(killed, RECORDS);
  });
});
