import { setTimeout as delay } from "node:timers/promises";
import type { DatabaseClient, RunSql } from "../../clients/database";
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

  /** Makes changes in the background over some time, once `ready` says so. */
  start(changes: readonly Change[], overMs: number, ready: () => Promise<boolean>): void {
    this.run(changes, overMs, ready).catch((error: unknown) => {
      this.#failure = error instanceof Error ? error : new Error(String(error));
    });
  }

  /** Throws what made start's changes fail. */
  throwIfFailed(): void {
    if (this.#failure !== undefined) throw this.#failure;
  }

  /** Makes changes in order, in transactions of 1 to 20, spread over some time. */
  async apply(changes: readonly Change[], overMs = 0): Promise<void> {
    const pauseMs = overMs / changes.length;
    for (let begin = 0, size = 1; begin < changes.length; begin += size) {
      size = 1 + (begin % TRANSACTION);
      const together = changes.slice(begin, begin + size);
      await this.database.transaction(async (run) => {
        for (const change of together) await this.make(change, run);
      });
      for (const { kind } of together) this.#made[`${kind}s`] += 1;
      if (overMs > 0) await delay(pauseMs * size);
    }
  }

  private async run(
    changes: readonly Change[],
    overMs: number,
    ready: () => Promise<boolean>,
  ): Promise<void> {
    while (!(await ready())) await delay(POLL_MS);
    await this.apply(changes, overMs);
  }

  private make(change: Change, run: RunSql): Promise<number> {
    switch (change.kind) {
      case "insert":
        // REPLACE, since a transaction that is made twice must end as one that is made once.
        return run(`REPLACE INTO ${this.table} SET ?`, [change.row]);
      case "update": {
        const { ORDER_ID: id, ...fields }: SalesOrder = change.row;
        return run(`UPDATE ${this.table} SET ? WHERE ORDER_ID = ?`, [fields, id]);
      }
      case "delete":
        return run(`DELETE FROM ${this.table} WHERE ORDER_ID = ?`, [change.id]);
    }
  }
}
