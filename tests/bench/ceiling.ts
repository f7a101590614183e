import { setTimeout as delay } from "node:timers/promises";
import { withStage, type BenchStage } from "./benchStage";
import { median, short, type Verdict } from "./figures";
import { orders } from "./orders";
import type { Part } from "./part";

/** What DynamoDB takes for a batch, about. */
const LATENCY_MS = 10;
const RECORDS = 400_000;
const TOPIC = "ceiling";
const RUNS = 3;
const ITEMS_A_REQUEST = 25;
/** Items that are written first, while the worker's JVM compiles what it runs. */
const WARM_UP = 100_000;

/** Requests that one task has in flight, and the items a second that it must reach with them. */
const parallelisms = [
  { parallelism: 8, least: 12_000 },
  { parallelism: 32, least: 40_000 },
] as const;

/** How fast one task is when DynamoDB is not what limits it. */
export async function measureCeiling(): Promise<Part> {
  const measured = await withStage(async (stage) => {
    await stage.fill(TOPIC, 1, orders(RECORDS));
    const rows: { parallelism: number; least: number; values: number[] }[] = [];
    for (const each of parallelisms) {
      const values: number[] = [];
      for (let run = 0; run < RUNS; run += 1) {
        values.push(await rateOf(stage, each.parallelism, `ceiling-${String(run)}`));
      }
      rows.push({ ...each, values });
    }
    return rows;
  });
  return {
    title: "One task's ceiling",
    text:
      `One task against a stand-in that takes every request after ${String(LATENCY_MS)} ms and ` +
      "costs next to nothing: what the sink itself can do. At most: requests in flight, of " +
      `${String(ITEMS_A_REQUEST)} items, each in that time.`,
    table: [
      ["`ddb.batch.parallelism`", "Median", "Least", "Most", "At most"],
      ...measured.map(({ parallelism, values }) => [
        String(parallelism),
        `${short(median(values))} items/s`,
        short(Math.min(...values)),
        short(Math.max(...values)),
        short((parallelism * ITEMS_A_REQUEST * 1000) / LATENCY_MS),
      ]),
    ],
    verdicts: measured.map(({ parallelism, least, values }): Verdict => {
      const actual = median(values);
      return {
        claim: `a task with ${String(parallelism)} requests in flight writes at least ${short(least)} items/s`,
        actual: `${short(actual)} items/s`,
        held: actual >= least,
      };
    }),
  };
}

async function rateOf(stage: BenchStage, parallelism: number, name: string): Promise<number> {
  const [standIn, endpoint] = await stage.standIn(LATENCY_MS);
  const connector = `${name}-${String(parallelism)}`;
  await stage.startSink(connector, {
    topics: TOPIC,
    "aws.dynamodb.endpoint": endpoint,
    "ddb.batch.parallelism": String(parallelism),
  });
  while (standIn.items < WARM_UP) await delay(5);
  const [first, begin] = [standIn.items, performance.now()];
  while (standIn.items < RECORDS) await delay(5);
  const perSecond = ((standIn.items - first) * 1000) / (performance.now() - begin);
  await stage.removeSink(connector);
  standIn.close();
  return perSecond;
}
