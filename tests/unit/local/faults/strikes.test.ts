import assert from "node:assert/strict";
import { Strikes } from "../../../../local/faults/strikes";
import type { Progress } from "../../../../local/watch/watch";
import { RecordingView } from "../../../local/recordingView";

const RECORDS = 2_000;

function progress(stored: number): Progress {
  const lane = { name: "cdc", unit: "changes", total: RECORDS, lag: 0, deadLettered: 0, rate: 0 };
  return {
    lanes: [{ ...lane, name: "cdc", bars: [{ name: "stored", value: stored }] }],
    connectors: [],
  };
}

describe("A fault", () => {
  for (const { fault, looks, strikes } of [
    { fault: { times: 3 }, looks: [499], strikes: [0] },
    { fault: { times: 3 }, looks: [500, 900, 1000, 1500, 2000], strikes: [1, 1, 2, 3, 3] },
    { fault: { times: 3 }, looks: [500, 2000], strikes: [1, 3] },
    { fault: { times: 1, atOnce: true }, looks: [0, 2000], strikes: [1, 1] },
    { fault: {}, looks: [0, 2000], strikes: [0, 0] },
  ]) {
    it(`of ${JSON.stringify(fault)} has struck ${strikes.join(", ")} times when ${looks.join(", ")} of ${RECORDS} are there`, async () => {
      let struck = 0;
      const all = new Strikes(fault, RECORDS, new RecordingView());
      const seen: number[] = [];
      for (const look of looks) {
        await all.look(progress(look), () => {
          struck += 1;
          return Promise.resolve();
        });
        seen.push(struck);
      }
      assert.deepEqual(seen, strikes);
      assert.equal(all.done, struck);
    });
  }

  it("knows from when to when it struck", async () => {
    const all = new Strikes({ times: 2 }, RECORDS, new RecordingView());
    const beganMs = performance.now();
    await all.look(progress(RECORDS), () => new Promise((resolve) => setImmediate(resolve)));
    const moments = all.all.flatMap((strike) => [strike.beganMs, strike.endedMs]);
    assert.equal(moments.length, 4);
    assert.deepEqual(
      [beganMs, ...moments],
      [beganMs, ...moments].sort((a, b) => a - b),
    );
  });
});
