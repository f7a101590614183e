import { setTimeout as delay } from "node:timers/promises";
import type { DatabaseClient } from "../../clients/database";
import type { Change, SalesOrder } from "./changes";

/** Most changes of one transaction. */
const TRANSACTION = 20;
const POLL_MS = 50;

/** How many changes of each kind were made. */
export interface Made {
  readonly inserts: number;
  readonly updates: number;
  readonly deletes: number;
}

/** Makes changes in the database while others watch. */
export class ChangeDriver {
  #made = { inserts: 0, updates: 0, deletes: 0 };
  #failure: Error | undefined;

  constructor(
    private readonly table: string,
    private readonly database: DatabaseClient,
  ) {}

  get made(): Made {
    return { ...this.#made };
  }

  get applied(): number {
    const { inserts, updates, deletes } = this.#made;
    return inserts + updates + deletes;
  }

  /** Makes changes in the background, once `ready` says so. */
  start(changes: readonly Change[], ready: () => Promise<boolean>): void {
    this.run(changes, ready).catch((error: unknown) => {
      this.#failure = error instanceof Error ? error : new Error(String(error));
    });
  }

  /** Throws what made start's changes fail. */
  throwIfFailed(): void {
    if (this.#failure !== undefined) throw this.#failure;
  }

  /** Makes changes in order, in transactions of 1 to 20. */
  async apply(changes: readonly Change[]): Promise<void> {
    for (let begin = 0, size = 1; begin < changes.length; begin += size) {
      size = 1 + (begin % TRANSACTION);
      const together = changes.slice(begin, begin + size);
      await this.database.transaction(async () => {
        for (const change of together) await this.make(change);
      });
      for (const { kind } of together) this.#made[`${kind}s`] += 1;
    }
  }

  private async run(changes: readonly Change[], ready: () => Promise<boolean>): Promise<void> {
    while (!(await ready())) await delay(POLL_MS);
    await this.apply(changes);
  }

  private make(change: Change): Promise<void> {
    switch (change.kind) {
      case "insert":
        return this.database.run(`INSERT INTO ${this.table} SET ?`, [change.row]);
      case "update": {
        const { ORDER_ID: id, ...fields }: SalesOrder = change.row;
        return this.database.run(`UPDATE ${this.table} SET ? WHERE ORDER_ID = ?`, [fields, id]);
      }
      case "delete":
        return this.database.run(`DELETE FROM ${this.table} WHERE ORDER_ID = ?`, [change.id]);
    }
  }
}
