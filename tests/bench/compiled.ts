import { setTimeout as delay } from "node:timers/promises";
import type { BenchStage } from "./benchStage";
import { orders } from "./orders";

const TOPIC = "uncounted";
const PARTITIONS = 4;
const RECORDS = 300_000;
const RUNS = 3;
const LATENCY_MS = 10;

/** Records that the sink writes before it counts. */
export const UNCOUNTED = RUNS * RECORDS;

/**
 * Has the sink write records that nobody counts, until the worker's JVM has compiled what it runs:
 * at first that takes several times the CPU of the writing, in a worker that runs for months never.
 */
export async function compileSink(stage: BenchStage): Promise<void> {
  await stage.fill(TOPIC, PARTITIONS, orders(RECORDS));
  for (let run = 0; run < RUNS; run += 1) {
    const [standIn, endpoint] = await stage.standIn(LATENCY_MS);
    const name = `${TOPIC}-${String(run)}`;
    await stage.startSink(stage.sink, name, {
      topics: TOPIC,
      "aws.dynamodb.endpoint": endpoint,
      "ddb.batch.parallelism": "32",
    });
    while (standIn.items < RECORDS) await delay(5);
    await stage.remove(name);
    standIn.close();
  }
}
