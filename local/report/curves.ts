import type { Sample } from "../watch/samples";

/** A value at a moment, in seconds, or at whatever else lies across. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** How many records had come in by when: what the pipeline's first bar counts. */
export function entered(samples: readonly Sample[]): Point[] {
  return curve(samples, ({ reached }) => Object.values(reached)[0] ?? 0);
}

/**
 * How many records the sink was done with by when: what the last bar counts, or what is in the topic
 * less what lags, whichever is more. Items are seen at once, but a record that repeats an order or
 * becomes a dead letter is none; what its group commits has all records, a while later.
 */
export function done(samples: readonly Sample[]): Point[] {
  return curve(samples, ({ reached, lag }) => {
    const bars = Object.values(reached);
    return Math.max(bars.at(-1) ?? 0, (bars.at(-2) ?? 0) - lag);
  });
}

/** A count that a look finds lower than the one before it, as after a crash, has not been undone. */
function curve(samples: readonly Sample[], valueOf: (sample: Sample) => number): Point[] {
  let most = 0;
  return samples.map((sample) => {
    most = Math.max(most, valueOf(sample));
    return { x: sample.seconds, y: most };
  });
}

/** How fast a curve grows: at each point but the first, a second, over so many seconds before it. */
export function rates(points: readonly Point[], seconds: number): Point[] {
  return points.slice(1).map(({ x, y }, before) => {
    const first = points.findIndex((point) => point.x >= x - seconds);
    const since = points[Math.min(first, before)] ?? { x, y };
    return { x, y: x > since.x ? (y - since.y) / (x - since.x) : 0 };
  });
}
