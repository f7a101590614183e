import assert from "node:assert/strict";
import { faults } from "../../local/faults/list";
import { runWithFault } from "../../local/faults/runWithFault";
import { RUN_TIMEOUT_MS, useOwnStateDirectory } from "./harness";
import { RecordingView } from "./recordingView";

const RECORDS = 5_000;

/** The faults of which every run of the tests shows that nothing is lost; the tier `faults` has all. */
const QUICK = ["worker-killed", "connections-reset"];

describe("A run in which", function () {
  this.timeout(RUN_TIMEOUT_MS);
  useOwnStateDirectory();

  for (const fault of faults.filter(({ name }) => QUICK.includes(name))) {
    it(`${fault.about} ends with everything where it belongs`, async () => {
      const options = { stage: "dev", overrides: [], keep: false, records: RECORDS };
      const signal = new AbortController().signal;
      const { report, strikes } = await runWithFault(fault, options, new RecordingView(), signal);
      assert.equal(strikes, fault.times ?? 0);
      const {
        missing,
        unexpected = 0,
        different = 0,
      } = report.pipelines[fault.pipeline]?.counts ?? {};
      assert.deepEqual([missing, unexpected, different], [0, 0, 0]);
    });
  }
});
