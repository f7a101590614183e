import type { BrokerClient } from "../../clients/broker";
import type { Conclusion, Counts, Lane } from "../../watch/lane";
import { quotedTable, type DatabaseClient } from "../../clients/database";
import { plainItem, type TableClient } from "../../clients/tables";
import { count } from "../../../support/format";
import { ChangeMaker } from "./changes";
import { compareRows, isEqual, type RowComparison } from "./compareRows";
import { ChangeDriver } from "./driver";
import type { CdcFlow } from "./flow";
import { cdcSummary } from "./summary";

/** How long nothing moves before what is done counts as all that there will be. */
const SETTLED_MS = 15_000;
/** Share of the changes that are rows already when the capture begins: its snapshot. */
const SNAPSHOT_SHARE = 0.1;

export interface Workload {
  /** Changes to make in all. */
  readonly changes: number;
  /** Milliseconds over which those after the snapshot are spread. */
  readonly changesMs: number;
}

/** Changes of a database's rows, after which the table must be the database. */
export class CdcLane implements Lane {
  readonly name = "cdc";
  readonly unit = "changes";
  readonly #driver: ChangeDriver;
  readonly #maker = new ChangeMaker();
  readonly #snapshot: number;

  constructor(
    private readonly flow: CdcFlow,
    private readonly workload: Workload,
    private readonly kafka: BrokerClient,
    private readonly tables: TableClient,
    private readonly database: DatabaseClient,
  ) {
    this.#driver = new ChangeDriver(flow.captured, database);
    this.#snapshot = Math.ceil(workload.changes * SNAPSHOT_SHARE);
  }

  /** Changes to make, and those that others have made. */
  get total(): number {
    return this.workload.changes + this.database.changedAside;
  }

  /** Puts the rows in place that are there before the capture. */
  async prepare(): Promise<void> {
    await this.#driver.apply(this.#maker.inserts(this.#snapshot));
  }

  begin(): void {
    // What changes follows the snapshot, so that every change is a record of its own.
    const { changes, changesMs } = this.workload;
    this.#driver.start(this.#maker.mixed(changes - this.#snapshot), changesMs, async () => {
      return (await this.kafka.count(this.flow.topic)) >= this.#snapshot;
    });
  }

  async look(): Promise<Counts> {
    this.#driver.throwIfFailed();
    const { topic, group, deadLetterTopic } = this.flow;
    const [captured, consumed, deadLettered] = await Promise.all([
      this.kafka.count(topic),
      this.kafka.consumed(group, topic),
      deadLetterTopic === undefined ? 0 : this.kafka.count(deadLetterTopic),
    ]);
    return {
      bars: [
        { name: "made", value: this.#driver.applied + this.database.changedAside },
        { name: "captured", value: captured },
        { name: "stored", value: Math.min(consumed, captured) },
      ],
      lag: Math.max(captured - consumed, 0),
      deadLettered,
    };
  }

  async settled({ bars, lag }: Counts, quietMs: number): Promise<boolean> {
    const all = bars.every(({ value }) => value >= this.total);
    if (!all || lag > 0) return false;
    // Records that are repeated after a fault may make up for others that are still to come.
    return quietMs > SETTLED_MS || isEqual(await this.compare());
  }

  async conclude(): Promise<Conclusion> {
    const { topic, captured, table, deadLetterTopic } = this.flow;
    const [comparison, records, deadLettered] = await Promise.all([
      this.compare(),
      this.kafka.count(topic),
      deadLetterTopic === undefined ? 0 : this.kafka.count(deadLetterTopic),
    ]);
    const { rows, items, missing, unexpected, differences } = comparison;
    const numbers = {
      ...this.#driver.made,
      records,
      rows,
      items,
      missing: missing.length,
      unexpected: unexpected.length,
      different: differences.length,
      duplicates: records - this.total,
      deadLettered,
    };
    return {
      numbers,
      summary: cdcSummary({ ...numbers, aside: this.database.changedAside }, comparison),
      fault: isEqual(comparison)
        ? undefined
        : `Table ${table.name} is not what the database's ${captured} is.`,
      detail: `${count(items)} items as ${count(rows)} rows`,
    };
  }

  private async compare(): Promise<RowComparison> {
    const { captured, table } = this.flow;
    const [rows, items] = await Promise.all([
      this.database.rows(`SELECT * FROM ${quotedTable(captured)}`),
      this.tables.scan(table.name),
    ]);
    return compareRows(rows, items.map(plainItem), table.hashKey);
  }
}
