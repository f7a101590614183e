import { faults } from "../../local/faults/list";
import { RUN_TIMEOUT_MS, useOwnStateDirectory } from "./harness";
import { survive } from "./survive";

const RECORDS = 5_000;

/** The faults of which every run of the tests shows that nothing is lost; the tier `faults` has all. */
const QUICK = ["worker-killed", "connections-reset"];

describe("A run in which", function () {
  this.timeout(RUN_TIMEOUT_MS);
  useOwnStateDirectory();

  for (const fault of faults.filter(({ name }) => QUICK.includes(name))) {
    it(`${fault.about} ends with everything where it belongs`, async () => {
      await survive(fault, RECORDS);
    });
  }
});
