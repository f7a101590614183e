import { quantile } from "../../support/quantile";
import type { Sample } from "../watch/samples";
import { done, entered, type Point } from "./curves";

/**
 * How long records took from the pipeline's beginning to its end, in seconds. It is estimated from the
 * counts of the looks: the record that is the nth to come in is taken for the nth that the sink is
 * done with, and between two looks records are taken for evenly spread. So no time is finer than the
 * looks. Records that the first look found, such as the rows of a snapshot, are left out.
 */
export interface Latency {
  readonly p50: number;
  readonly p90: number;
  readonly p99: number;
  readonly max: number;
  /** Records that it is known of. */
  readonly records: number;
  /** Median time between two looks that saw records come in, or the sink get on; the longer one. */
  readonly resolution: number;
}

/** Records that are looked up at most, evenly spread over all. */
const LOOKED_UP = 2_000;

/** Returns undefined where no record was seen both to come in and to be done with. */
export function latencyOf(samples: readonly Sample[]): Latency | undefined {
  const times = latencies(samples);
  if (times.length === 0) return undefined;
  const { after, upTo } = seen(samples);
  return {
    p50: rounded(quantile(times, 0.5)),
    p90: rounded(quantile(times, 0.9)),
    p99: rounded(quantile(times, 0.99)),
    max: rounded(quantile(times, 1)),
    records: upTo - after,
    resolution: rounded(
      Math.max(...[entered(samples), done(samples)].map((curve) => resolutionOf(curve))),
    ),
  };
}

/** Returns the seconds of each record, or of some of many. */
export function latencies(samples: readonly Sample[]): number[] {
  const { after, upTo } = seen(samples);
  const number = Math.min(upTo - after, LOOKED_UP);
  const ranks = Array.from({ length: number }, (_, i) => {
    return after + Math.ceil(((i + 1) / number) * (upTo - after));
  });
  const [begins, ends] = [timesOf(entered(samples), ranks), timesOf(done(samples), ranks)];
  return ends.map((end, i) => Math.max(end - (begins[i] ?? end), 0));
}

/** Which records were seen to come in and to be done with; none where there is no way between. */
function seen(samples: readonly Sample[]): { readonly after: number; readonly upTo: number } {
  const [came, left] = [entered(samples), done(samples)];
  const after = Math.max(came[0]?.y ?? 0, left[0]?.y ?? 0);
  const bars = Object.keys(samples[0]?.reached ?? {}).length;
  const upTo = bars < 2 ? 0 : Math.min(came.at(-1)?.y ?? 0, left.at(-1)?.y ?? 0);
  return { after, upTo: Math.max(upTo, after) };
}

/** Returns when a curve reached each of some values, the lowest first. */
function timesOf(curve: readonly Point[], values: readonly number[]): number[] {
  let at = 0;
  return values.map((value) => {
    while (at < curve.length - 1 && (curve[at]?.y ?? 0) < value) at += 1;
    const point = curve[at] ?? { x: 0, y: 0 };
    const before = curve[at - 1] ?? point;
    if (point.y === before.y) return point.x;
    return before.x + ((value - before.y) / (point.y - before.y)) * (point.x - before.x);
  });
}

/** Returns the median time from one growth of a curve to the next. */
function resolutionOf(curve: readonly Point[]): number {
  const grown = curve.filter(({ y }, i) => i === 0 || y > (curve[i - 1]?.y ?? y));
  const times = grown.slice(1).map(({ x }, i) => x - (grown[i]?.x ?? x));
  return quantile(times, 0.5);
}

function rounded(seconds: number): number {
  return Math.round(seconds * 100) / 100;
}
