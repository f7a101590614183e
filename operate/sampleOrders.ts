/** An order to insert; the database gives it its id and its time. */
export interface SampleOrder {
  readonly siteId: number;
  /** Null for an order that is not shipped yet. */
  readonly shipMode: string | null;
  /** With two decimal places, such as "123.45". */
  readonly amount: string;
}

const SHIP_MODES = ["AIR", "RAIL", "SHIP", "TRUCK", null] as const;
const SITES = 10;
const MOST_CENTS = 100_000;

/** Orders to try a pipeline with; the same seed makes the same ones. */
export function sampleOrders(count: number, seed = Date.now()): SampleOrder[] {
  const below = randomNumbers(seed);
  return Array.from({ length: count }, () => ({
    siteId: 1 + below(SITES),
    shipMode: SHIP_MODES[below(SHIP_MODES.length)] ?? null,
    amount: ((1 + below(MOST_CENTS)) / 100).toFixed(2),
  }));
}

/**
 * Whole numbers from zero to below a bound, by the generator mulberry32: Math.random() takes no
 * seed.
 */
function randomNumbers(seed: number): (bound: number) => number {
  let state = seed | 0;
  return (bound) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * bound);
  };
}
