import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { faults } from "../../local/faults/list";
import { runWithFault } from "../../local/faults/runWithFault";
import { useOwnStateDirectory, needMySql } from "../local/harness";
import { RecordingView } from "../local/recordingView";
import { reliabilityPage, type Row } from "./reliabilityPage";

const HALF_AN_HOUR_MS = 30 * 60 * 1000;
const RECORDS = { orders: 100_000, cdc: 5_000 } as const;

describe("A run of 100,000 orders, or of 5,000 changes, in which", function () {
  this.timeout(HALF_AN_HOUR_MS);
  useOwnStateDirectory();
  const rows: Row[] = [];

  for (const fault of faults) {
    it(`${fault.about} ends with everything where it belongs`, async function () {
      const { pipeline, times = 0 } = fault;
      if (pipeline === "cdc") await needMySql(this);
      const options = { stage: "dev", overrides: [], keep: false, records: RECORDS[pipeline] };
      const signal = new AbortController().signal;
      const survived = await runWithFault(fault, options, new RecordingView(), signal);
      assert.equal(survived.strikes, times);
      const counts = survived.report.pipelines[pipeline]?.counts ?? {};
      const { missing, unexpected = 0, different = 0, poison = 0, deadLettered } = counts;
      assert.deepEqual([missing, unexpected, different], [0, 0, 0]);
      assert.equal(deadLettered, poison);
      rows.push({ fault, counts, recoverySeconds: survived.recoverySeconds });
    });
  }

  after(async () => {
    const page = process.env["RELIABILITY_PAGE"];
    if (page !== undefined && rows.length === faults.length) {
      writeFileSync(page, await reliabilityPage(rows));
    }
  });
});
