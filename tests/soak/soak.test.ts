import assert from "node:assert/strict";
import type { DeclaredStage } from "../../local/declared/declaredStage";
import { isGenerator } from "../../local/declared/translate";
import { withConfig } from "../../local/declared/withConfig";
import { runLocal, type LocalOptions } from "../../local/runStage";
import type { Started } from "../../local/startStage";
import type { LaneNumbers } from "../../local/watch/lane";
import type { Progress } from "../../local/watch/watch";
import { median } from "../bench/figures";
import { useOwnStateDirectory } from "../local/harness";
import { interrupted } from "../local/interrupted";
import { RecordingView } from "../local/recordingView";
import { memoryOf, type Memory } from "./memory";

const MINUTE_MS = 60_000;
/** An hour, or for a trial what `SOAK_MINUTES` says. */
const MINUTES = Number(process.env["SOAK_MINUTES"] ?? 60);
const ORDERS = Math.ceil((1_000_000 * MINUTES) / 60);
/** The generator pauses for any time up to this between two orders, so that they take that long. */
const LONGEST_PAUSE_MS = "7";
const SAMPLES_A_MINUTE = 2;

/** How much more there may be at the end than there was in the second quarter. */
const MOST_GROWTH = 1.1;

describe(`A pipeline that runs for ${MINUTES} minutes`, function () {
  this.timeout((MINUTES * 2 + 10) * MINUTE_MS);
  useOwnStateDirectory();
  const samples: Memory[] = [];
  let stored: LaneNumbers | undefined;

  before(async () => {
    let next = 0;
    const sample = async (_: Progress, { worker }: Started): Promise<void> => {
      if (performance.now() < next) return;
      next = performance.now() + MINUTE_MS / SAMPLES_A_MINUTE;
      samples.push(await memoryOf(worker.service.pid));
    };
    const options: LocalOptions = {
      stage: "dev",
      overrides: ["pipeline=orders"],
      keep: false,
      records: ORDERS,
      alter: paced,
      onProgress: sample,
    };
    const { pipelines } = await runLocal(options, new RecordingView(), interrupted);
    stored = pipelines["orders"]?.counts;
  });

  after(() => {
    console.table(samples.map(rounded));
  });

  it("stores every order", () => {
    assert.equal(stored?.produced, ORDERS);
    assert.equal(stored.missing, 0);
  });

  for (const what of ["liveMiB", "ownObjects", "threads"] as const) {
    it(`has a worker whose ${what} do not grow`, () => {
      const [before, end] = quarters(samples.map((each) => each[what]));
      assert.ok(end <= before * MOST_GROWTH, `from ${before} to ${end}`);
    });
  }

  it("has a worker that stays under 1 GiB", () => {
    const most = Math.max(...samples.map(({ residentMiB }) => residentMiB));
    assert.ok(most < 1024, `${most} MiB`);
  });
});

/** The stage with its generator as slow as orders shall come. */
function paced(stage: DeclaredStage): DeclaredStage {
  return withConfig(stage, ({ config }) =>
    isGenerator(config) ? { "max.interval": LONGEST_PAUSE_MS } : {},
  );
}

/** Medians of the second and the last quarter; the first is the start. */
function quarters(values: readonly number[]): readonly [before: number, end: number] {
  const quarter = Math.floor(values.length / 4);
  assert.ok(quarter >= 3, `${values.length} samples are too few`);
  return [median(values.slice(quarter, 2 * quarter)), median(values.slice(-quarter))];
}

function rounded(memory: Memory): Record<string, number> {
  return Object.fromEntries(
    Object.entries(memory).map(([key, value]: [string, number]) => [key, Math.round(value)]),
  );
}
