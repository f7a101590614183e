import assert from "node:assert/strict";
import type { Fault } from "../../local/faults/fault";
import { runWithFault, type Survived } from "../../local/faults/runWithFault";
import type { LaneNumbers } from "../../local/watch/lane";
import { interrupted } from "./interrupted";
import { RecordingView } from "./recordingView";

/**
 * Runs stage dev while a fault strikes, and asserts that it struck, that tasks were restarted only
 * where it fails them, and that nothing is lost: what can be stored is in the table or
 * bucket, and nothing else is a dead letter. Its report is written to `reportFile`, if that is given.
 */
export async function survive(
  fault: Fault,
  records: number,
  reportFile?: string,
): Promise<Pick<Survived, "recoverySeconds"> & { readonly counts: LaneNumbers }> {
  const options = { stage: "dev", overrides: [], keep: false, records, report: reportFile };
  const survived = await runWithFault(fault, options, new RecordingView(), interrupted);
  const { report, strikes, restarts, recoverySeconds } = survived;
  assert.equal(strikes, fault.times ?? 0);
  assert.equal(restarts > 0, fault.failsTasks ?? false);
  const counts = report.pipelines[fault.pipeline]?.counts ?? {};
  const { missing, unexpected = 0, different = 0, poison = 0, deadLettered } = counts;
  assert.deepEqual([missing, unexpected, different], [0, 0, 0]);
  assert.equal(deadLettered, poison);
  return { counts, recoverySeconds };
}
