import { uniformFloat64 } from "pure-rand/distribution/uniformFloat64";
import { uniformInt } from "pure-rand/distribution/uniformInt";
import { xoroshiro128plus } from "pure-rand/generator/xoroshiro128plus";

/** A row of the sales orders, as it is written. */
export interface SalesOrder {
  readonly ORDER_ID: number;
  readonly SITE_ID: number;
  readonly ORDER_DATE: Date;
  readonly SHIP_MODE: string | null;
  /** Decimal number with two digits, as text. */
  readonly AMOUNT: string;
}

/** One change of a row. */
export type Change =
  | { readonly kind: "insert"; readonly row: SalesOrder }
  | { readonly kind: "update"; readonly row: SalesOrder }
  | { readonly kind: "delete"; readonly id: number };

const SHIP_MODES = ["AIR", "RAIL", "SHIP", "TRUCK", null] as const;
/** Earliest ORDER_DATE, in milliseconds; the latest is four years later. */
const FIRST_DATE = Date.UTC(2022, 0, 1);
const FOUR_YEARS_MS = 4 * 365 * 24 * 3_600_000;

/**
 * Makes up changes as a shop's database sees them: half of them new orders, a third updates, the
 * rest deletes, and now and then an order that comes back under its old id. The same each time.
 */
export class ChangeMaker {
  readonly #random = xoroshiro128plus(20_220_101);
  readonly #live: number[] = [];
  readonly #deleted: number[] = [];
  #nextId = 1;

  /** New orders only. */
  inserts(count: number): Change[] {
    return Array.from({ length: count }, () => this.insert());
  }

  mixed(count: number): Change[] {
    return Array.from({ length: count }, () => this.any());
  }

  private any(): Change {
    const chance = uniformFloat64(this.#random);
    if (this.#live.length === 0 || chance < 0.45) return this.insert();
    if (chance < 0.5) return this.comeBack();
    if (chance < 0.8) return { kind: "update", row: this.row(this.pick(this.#live)) };
    const id = this.take(this.#live);
    this.#deleted.push(id);
    return { kind: "delete", id };
  }

  private insert(): Change {
    return this.born(this.#nextId++);
  }

  private comeBack(): Change {
    return this.#deleted.length === 0 ? this.insert() : this.born(this.take(this.#deleted));
  }

  private born(id: number): Change {
    this.#live.push(id);
    return { kind: "insert", row: this.row(id) };
  }

  private row(id: number): SalesOrder {
    return {
      ORDER_ID: id,
      SITE_ID: this.below(10_000),
      ORDER_DATE: new Date(FIRST_DATE + this.below(FOUR_YEARS_MS)),
      SHIP_MODE: SHIP_MODES[this.below(SHIP_MODES.length)] ?? null,
      AMOUNT: (this.below(100_000_000) / 100).toFixed(2),
    };
  }

  private pick(ids: readonly number[]): number {
    return ids[this.below(ids.length)] ?? 0;
  }

  private take(ids: number[]): number {
    const [id = 0] = ids.splice(this.below(ids.length), 1);
    return id;
  }

  private below(limit: number): number {
    return uniformInt(this.#random, 0, limit - 1);
  }
}
