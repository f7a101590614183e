/** A direction of a plot: what lies along it, and where. */
export interface Axis {
  /** What it counts and in which unit, such as "orders a second". */
  readonly label: string;
  readonly low: number;
  readonly high: number;
  /** Values that are written along it, the lowest first. */
  readonly ticks: readonly Tick[];
}

export interface Tick {
  readonly value: number;
  readonly text: string;
}

/** Steps between the ticks of an axis at most; more do not fit, time's on a telephone. */
const [VALUE_STEPS, TIME_STEPS] = [5, 7] as const;

/** An axis of more seconds than that is written in minutes. */
const LONG_SECONDS = 180;

const compact = new Intl.NumberFormat("en-US", {
  notation: "compact",
  maximumSignificantDigits: 3,
});

/** Returns an axis from 0 to a round value that is no less than `most`. */
export function upTo(label: string, most: number): Axis {
  const step = roundStep(most, VALUE_STEPS);
  const high = most > 0 ? exact(Math.ceil(exact(most / step)) * step) : step;
  return { label, low: 0, high, ticks: ticks(0, high, step) };
}

/** Returns an axis from a second to another, in minutes where these are many. */
export function over(label: string, low: number, high: number): Axis {
  const inMinutes = high - low > LONG_SECONDS;
  const [unit, name] = inMinutes ? [60, "minutes"] : [1, "seconds"];
  const step = roundStep((high - low) / unit, TIME_STEPS) * unit;
  return { label: `${name} ${label}`, low, high, ticks: ticks(low, high, step, unit) };
}

/** Returns where along an axis a value lies, from 0 to 1; in the middle of one without length. */
export function shareOf({ low, high }: Axis, value: number): number {
  return high > low ? (value - low) / (high - low) : 0.5;
}

/** Returns the smallest of 1, 2 or 5 times a power of 10 of which a length has so many at most. */
export function roundStep(length: number, most: number): number {
  if (length <= 0) return 1;
  const power = 10 ** Math.floor(Math.log10(length / most));
  const factor = [1, 2, 5].find((each) => exact(length / (each * power)) <= most) ?? 10;
  return exact(factor * power);
}

function ticks(low: number, high: number, step: number, unit = 1): Tick[] {
  const first = Math.ceil(exact(low / step));
  const last = Math.floor(exact(high / step));
  return Array.from({ length: Math.max(last - first + 1, 0) }, (_, i) => {
    const value = exact((first + i) * step);
    return { value, text: compact.format(value / unit) };
  });
}

/** Drops what sums of tenths have behind their last digit. */
function exact(value: number): number {
  return Number(value.toPrecision(12));
}
