import { setTimeout as delay } from "node:timers/promises";
import { peakMemoryMiB } from "../local/harness";
import { withStage, type BenchStage } from "./benchStage";
import { compileSink, UNCOUNTED } from "./compiled";
import { cpuSeconds } from "./cpu";
import { median, short, type Verdict } from "./figures";
import { orders } from "./orders";
import type { Part } from "./part";

/** What DynamoDB takes for a batch, about. */
const LATENCY_MS = 10;
const RECORDS = 300_000;
/** Items that each run writes first, until all its requests are in flight. */
const WARM_UP = 100_000;
const TOPIC = "ceiling";
const PARTITIONS = 4;
const RUNS = 3;
const ITEMS_A_REQUEST = 25;
const MILLION = 1_000_000;

interface Case {
  readonly tasks: number;
  readonly parallelism: number;
  /** Items a second that it must reach. */
  readonly least?: number;
}

const cases: readonly Case[] = [
  { tasks: 1, parallelism: 8, least: 12_000 },
  { tasks: 1, parallelism: 32, least: 40_000 },
  { tasks: 2, parallelism: 8 },
  { tasks: 4, parallelism: 8 },
];

interface Sample {
  readonly perSecond: number;
  /** CPU time of the worker for a million items, in seconds. */
  readonly cpu: number;
}

interface Row extends Case {
  readonly samples: readonly Sample[];
}

/** How fast the sink is when DynamoDB is not what limits it, and what it costs. */
export async function measureCeiling(): Promise<Part> {
  const { rows, workerMiB } = await withStage(
    { pipeline: "orders", withConfluent: false },
    async (stage) => {
      await stage.fill(TOPIC, PARTITIONS, orders(RECORDS));
      await compileSink(stage);
      const rows: Row[] = [];
      for (const [number, each] of cases.entries()) {
        const samples: Sample[] = [];
        for (let run = 0; run < RUNS; run += 1) {
          samples.push(await measure(stage, each, `ceiling-${String(number)}-${String(run)}`));
        }
        rows.push({ ...each, samples });
      }
      const workerMiB = peakMemoryMiB(stage.started.worker.service.pid) ?? NaN;
      return { rows, workerMiB };
    },
  );
  return {
    title: "The sink's ceiling",
    text:
      `Preloaded orders against a stand-in that takes every request after ${String(LATENCY_MS)} ms ` +
      "and costs next to nothing: what the sink itself can do. At most: the requests in flight, of " +
      `${String(ITEMS_A_REQUEST)} items, each in that time. CPU: what the worker spends on a million ` +
      `records, from fetching them to writing them, extrapolated from ${short(RECORDS - WARM_UP)}, ` +
      `after ${short(UNCOUNTED)} for which its JVM compiles what it runs. ` +
      `The worker holds ${short(workerMiB)} MiB at its peak.`,
    table: [
      ["Tasks", "`ddb.batch.parallelism`", "Median", "Least", "Most", "At most", "CPU"],
      ...rows.map(({ tasks, parallelism, samples }) => {
        const rates = samples.map(({ perSecond }) => perSecond);
        return [
          String(tasks),
          String(parallelism),
          `${short(median(rates))} items/s`,
          short(Math.min(...rates)),
          short(Math.max(...rates)),
          short((tasks * parallelism * ITEMS_A_REQUEST * 1000) / LATENCY_MS),
          `${short(median(samples.map(({ cpu }) => cpu)))} s`,
        ];
      }),
    ],
    verdicts: rows.flatMap(verdictOf),
  };
}

function verdictOf({ parallelism, least, samples }: Row): Verdict[] {
  if (least === undefined) return [];
  const actual = median(samples.map(({ perSecond }) => perSecond));
  return [
    {
      claim: `a task with ${String(parallelism)} requests in flight writes at least ${short(least)} items/s`,
      actual: `${short(actual)} items/s`,
      held: actual >= least,
    },
  ];
}

async function measure(
  stage: BenchStage,
  { tasks, parallelism }: Case,
  connector: string,
): Promise<Sample> {
  const [standIn, endpoint] = await stage.standIn(LATENCY_MS);
  const { pid } = stage.started.worker.service;
  await stage.startSink(stage.sink, connector, {
    topics: TOPIC,
    "tasks.max": String(tasks),
    "aws.dynamodb.endpoint": endpoint,
    "ddb.batch.parallelism": String(parallelism),
  });
  while (standIn.items < WARM_UP) await delay(5);
  const [first, begin, cpuBefore] = [standIn.items, performance.now(), cpuSeconds(pid)];
  while (standIn.items < RECORDS) await delay(5);
  const items = standIn.items - first;
  const seconds = (performance.now() - begin) / 1000;
  const cpu = ((cpuSeconds(pid) - cpuBefore) * MILLION) / items;
  await stage.remove(connector);
  standIn.close();
  return { perSecond: items / seconds, cpu };
}
