import assert from "node:assert/strict";
import { Samples } from "../../../../local/watch/samples";

const HOUR_MS = 3_600_000;

function lookedAt(lengthMs: number, everyMs: number): Samples {
  const samples = new Samples();
  for (let ms = 0; ms <= lengthMs; ms += everyMs) {
    const bars = [{ name: "produced", value: ms }];
    samples.add({ bars, lag: ms / 2, deadLettered: 1 }, ms);
  }
  return samples;
}

describe("Samples of a pipeline", () => {
  it("are every look of a short run, as it was", () => {
    assert.deepEqual(lookedAt(500, 250).all, [
      { seconds: 0, reached: { produced: 0 }, lag: 0, deadLettered: 1 },
      { seconds: 0.25, reached: { produced: 250 }, lag: 125, deadLettered: 1 },
      { seconds: 0.5, reached: { produced: 500 }, lag: 250, deadLettered: 1 },
    ]);
  });

  for (const everyMs of [50, 230]) {
    it(`are bounded and evenly apart after an hour of looks every ${everyMs} ms`, () => {
      const { all } = lookedAt(HOUR_MS, everyMs);
      assert.ok(all.length > 500 && all.length <= 1_200, String(all.length));
      const apart = all.slice(1).map(({ seconds }, i) => seconds - (all[i]?.seconds ?? 0));
      assert.ok(Math.max(...apart) < 8, String(Math.max(...apart)));
    });
  }

  it("have the first and the newest look, however many there were", () => {
    const { all } = lookedAt(HOUR_MS, 230);
    assert.equal(all[0]?.seconds, 0);
    assert.equal(all.at(-1)?.reached["produced"], HOUR_MS - (HOUR_MS % 230));
  });
});
