import assert from "node:assert/strict";
import { done, entered, rates } from "../../../../local/report/curves";
import { latencies, latencyOf } from "../../../../local/report/latency";
import type { Sample } from "../../../../local/watch/samples";
import { steadySamples } from "../../../helpers/madeUpReport";

function sample(seconds: number, produced: number, stored: number, lag = 0): Sample {
  return { seconds, reached: { produced, stored }, lag, deadLettered: 0 };
}

describe("The latency of a run", () => {
  it("is how far apart in time the counts of both ends are", () => {
    const latency = latencyOf(steadySamples(30, 500, 1.5));
    assert.deepEqual(latency, {
      ...{ p50: 1.5, p90: 1.5, p99: 1.5, max: 1.5 },
      ...{ records: 500 * 28.5, resolution: 0.2 },
    });
  });

  it("tells those that waited from the others", () => {
    const looks = [
      sample(0, 0, 0),
      sample(1, 90, 90),
      sample(2, 100, 90, 10),
      sample(12, 100, 100),
    ];
    const { p50, p90, p99, max, records } = latencyOf(looks) ?? {};
    assert.deepEqual([p50, p90, max, records], [0, 0, 10, 100]);
    assert.ok(p99 !== undefined && p99 > 8 && p99 <= 10, String(p99));
  });

  it("leaves out what was there at the first look", () => {
    assert.equal(latencyOf([sample(0, 50, 0, 50), sample(1, 60, 60)])?.records, 10);
    assert.equal(latencyOf([sample(0, 50, 0, 50), sample(1, 50, 50)]), undefined);
  });

  it("counts what repeats an order or is a dead letter as done with once its group says so", () => {
    const looks = [sample(0, 0, 0), sample(1, 100, 90, 10), sample(2, 100, 90, 0)];
    assert.equal(latencyOf(looks)?.records, 100);
  });

  it("is unknown of no look, of one, of nothing that moved, and without an end to arrive at", () => {
    const produced = [0, 5].map((each) => ({ ...sample(each, 0, 0), reached: { produced: each } }));
    for (const looks of [[], [sample(0, 9, 9)], [sample(0, 0, 0), sample(1, 0, 0)], produced]) {
      assert.equal(latencyOf(looks), undefined);
      assert.deepEqual(latencies(looks), []);
    }
  });

  it("is no finer than the looks that saw the sink get on", () => {
    const looks = steadySamples(10).map((each, i) => {
      // A group that commits every second.
      const stored = Math.floor(i / 5) * 500;
      return { ...each, reached: { ...each.reached, stored }, lag: 1e9 };
    });
    assert.equal(latencyOf(looks)?.resolution, 1);
  });
});

describe("The rates of a run", () => {
  it("are what was counted over the seconds before", () => {
    const curve = entered(steadySamples(3));
    const found = rates(curve, 1);
    assert.equal(found.length, curve.length - 1);
    for (const { y } of found) assert.ok(Math.abs(y - 500) < 1e-6, String(y));
  });

  it("take two looks that are farther apart than that", () => {
    const found = rates(
      [10, 15].map((x) => ({ x, y: (x - 10) * 100 })),
      1,
    );
    assert.deepEqual(found, [{ x: 15, y: 100 }]);
  });

  it("are none of one look or of none, and never below 0", () => {
    assert.deepEqual([rates([], 1), rates([{ x: 0, y: 1 }], 1)], [[], []]);
    const fallen = done([sample(0, 9, 9), sample(1, 5, 5)]);
    assert.deepEqual(rates(fallen, 1), [{ x: 1, y: 0 }]);
  });
});
