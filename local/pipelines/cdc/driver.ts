import { setTimeout as delay } from "node:timers/promises";
import { quotedTable, type DatabaseClient } from "../../clients/database";
import type { Session } from "../../clients/session";
import type { Change, SalesOrder } from "./changes";

/** Most changes of one transaction. */
const TRANSACTION = 20;
const POLL_MS = 50;
const KEY = "ORDER_ID";

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

  readonly #table: string;

  constructor(
    table: string,
    private readonly database: DatabaseClient,
  ) {
    this.#table = quotedTable(table);
  }

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
      await this.database.transaction(async (session) => {
        for (const change of together) await this.make(change, session);
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

  private make(change: Change, session: Session): Promise<number> {
    switch (change.kind) {
      case "insert":
        // A transaction that is made twice must end as one that is made once.
        return session.put(this.#table, KEY, { ...change.row });
      case "update": {
        const { ORDER_ID: id, ...fields }: SalesOrder = change.row;
        const set = Object.keys(fields).map((name) => `"${name}" = ?`);
        const sql = `UPDATE ${this.#table} SET ${set.join(", ")} WHERE "${KEY}" = ?`;
        return session.run(sql, [...Object.values(fields), id]);
      }
      case "delete":
        return session.run(`DELETE FROM ${this.#table} WHERE "${KEY}" = ?`, [change.id]);
    }
  }
}
