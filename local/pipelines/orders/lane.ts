import type { BrokerClient } from "../../clients/broker";
import { arrived, type Conclusion, type Counts, type Lane } from "../../watch/lane";
import type { TableClient } from "../../clients/tables";
import { count, counted } from "../../../support/format";
import { compare, isComplete, type Comparison } from "./compare";
import { countLost, isPoison } from "../poison";
import type { Flow } from "./flow";
import { summary } from "./summary";

/** How long nothing moves before what is done counts as all that there will be. */
const SETTLED_MS = 5_000;

/** Orders that a generator makes; every one of them must be in the table. */
export class OrdersLane implements Lane {
  readonly name = "orders";
  readonly unit = "orders";
  readonly total: number;

  constructor(
    private readonly flow: Flow,
    private readonly kafka: BrokerClient,
    private readonly tables: TableClient,
  ) {
    this.total = flow.records;
  }

  begin(): void {
    // The generator begins by itself.
  }

  async look(): Promise<Counts> {
    const { topic, group, table, deadLetterTopic } = this.flow;
    const [produced, consumed, stored, deadLettered] = await Promise.all([
      this.kafka.count(topic),
      this.kafka.consumed(group, topic),
      this.tables.count(table.name),
      deadLetterTopic === undefined ? 0 : this.kafka.count(deadLetterTopic),
    ]);
    return {
      bars: [
        { name: "produced", value: produced },
        { name: "stored", value: stored },
      ],
      lag: Math.max(produced - consumed, 0),
      deadLettered,
    };
  }

  settled(counts: Counts, quietMs: number): Promise<boolean> {
    const produced = counts.bars[0]?.value ?? 0;
    const done = produced >= this.total && counts.lag === 0;
    // Not at first sight: a generator that starts again repeats some orders.
    return Promise.resolve(done && quietMs > (arrived(counts) >= this.total ? 0 : SETTLED_MS));
  }

  async conclude(): Promise<Conclusion> {
    const { topic, table, deadLetterTopic } = this.flow;
    const [records, items, deadLettered] = await Promise.all([
      this.kafka.readAll(topic),
      this.tables.scan(table.name),
      deadLetterTopic === undefined ? 0 : this.kafka.count(deadLetterTopic),
    ]);
    const poison = records.filter(isPoison);
    const orders = records.filter((record) => !isPoison(record));
    const comparison = compare(orders, items, this.flow);
    const lost = await countLost(poison, this.flow, this.kafka);
    const { produced, stored, missing, duplicates } = comparison;
    return {
      numbers: {
        produced,
        stored,
        missing: missing.length + lost,
        duplicates,
        deadLettered,
        ...(poison.length > 0 && { poison: poison.length }),
      },
      summary: summary(comparison, deadLettered),
      fault: this.faultOf(comparison, lost),
      detail: `${count(stored)} items as ${count(produced)} records`,
    };
  }

  private faultOf(comparison: Comparison, lost: number): string | undefined {
    const { topic, table } = this.flow;
    if (!isComplete(comparison)) return `Table ${table.name} is not what the topic ${topic} says.`;
    if (lost === 0) return undefined;
    return `Of ${counted(lost, "record")} that could not be stored there is no dead letter.`;
  }
}
