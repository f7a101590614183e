import { uniformInt } from "pure-rand/distribution/uniformInt";
import { xoroshiro128plus } from "pure-rand/generator/xoroshiro128plus";

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

/** Makes up orders to try a pipeline with; the same seed makes the same ones. */
export function sampleOrders(count: number, seed = Date.now()): SampleOrder[] {
  const random = xoroshiro128plus(seed);
  const below = (bound: number): number => uniformInt(random, 0, bound - 1);
  return Array.from({ length: count }, () => ({
    siteId: 1 + below(SITES),
    shipMode: SHIP_MODES[below(SHIP_MODES.length)] ?? null,
    amount: ((1 + below(MOST_CENTS)) / 100).toFixed(2),
  }));
}
