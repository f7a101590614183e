import { setTimeout as delay } from "node:timers/promises";
import { address } from "../../local/run/ports";
import { quantile } from "../../support/quantile";
import { withStage, type BenchStage } from "./benchStage";
import { short } from "./figures";
import { orders, sendPaced, type Order } from "./orders";
import type { Part } from "./part";

const RATES = [10, 100, 1_000] as const;
const SECONDS = 20;
/** Sent first and not timed, while the worker's JVM compiles what it runs. */
const WARM_UP = 1_000;
const TOPIC = "paced";

/** How long an order takes from being sent to the topic to its arrival at the table. */
export async function measureLatency(): Promise<Part> {
  const rows = await withStage({ pipeline: "orders", withConfluent: false }, async (stage) => {
    await stage.fill(TOPIC, 1, []);
    const [standIn, endpoint] = await stage.standIn(0);
    const sent = new Map<number, number>();
    const latencies: number[] = [];
    standIn.onArrival = (orderid) => {
      const begin = sent.get(orderid);
      if (begin !== undefined) latencies.push(performance.now() - begin);
    };
    await stage.startSink(stage.sink, "paced", {
      topics: TOPIC,
      "aws.dynamodb.endpoint": endpoint,
    });
    const send = sender(stage);
    await send(orders(WARM_UP), 200, () => undefined);
    while (standIn.items < WARM_UP) await delay(10);
    const rows: string[][] = [];
    for (const rate of RATES) {
      const records = orders(rate * SECONDS);
      latencies.length = 0;
      await send(records, rate, ({ orderid }) => sent.set(orderid, performance.now()));
      while (latencies.length < records.length) await delay(10);
      rows.push([
        `${short(rate)} orders/s`,
        ...[0.5, 0.99, 1].map((share) => `${short(quantile(latencies, share))} ms`),
      ]);
    }
    return rows;
  });
  return {
    title: "Latency of orders",
    text:
      `From the moment an order is sent to its topic to its arrival at the table, over ${String(SECONDS)} ` +
      "seconds a row. DynamoDB's own time, some milliseconds, is to be added.",
    table: [["Pace", "p50", "p99", "Most"], ...rows],
    verdicts: [],
  };
}

function sender({ started }: BenchStage) {
  const broker = address(started.context.ports.broker);
  return (
    records: readonly Order[],
    perSecond: number,
    onSent: (order: Order) => void,
  ): Promise<void> => sendPaced(broker, TOPIC, records, perSecond, onSent);
}
