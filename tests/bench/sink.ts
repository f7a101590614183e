import type { DeclaredConnector } from "../../local/declared/declaredStage";
import { peakMemoryMiB } from "../local/harness";
import { confluentArchive, withStage, type BenchStage } from "./benchStage";
import { compileSink, UNCOUNTED } from "./compiled";
import { median, short, type Verdict } from "./figures";
import { orders, type Order } from "./orders";
import type { Part } from "./part";
import { RawTable } from "./table";

const ORDERS = 20_000;
/** Orders that each run stores first, until all its requests are in flight; they are not timed. */
const WARM_UP = 5_000;
const RUNS = 7;
const TOPIC = "preloaded";
/** Requests that the sink and the plain client have in flight, the sink's default. */
const IN_FLIGHT = 8;
const LEAST_SHARE = 0.85;

/** Orders a second of one run. */
interface Run {
  readonly ours: number;
  /** Of Confluent's sink, where its archive is there. */
  readonly confluent: number | undefined;
  /** What DynamoDB Local took from a plain client before and after. */
  readonly table: number;
}

/**
 * Stores preloaded orders by the sink, and the same items by a client that does nothing else in the
 * same DynamoDB Local, in turns, so that a drift of the machine shows on all sides. The first turn
 * does not count.
 */
export async function measureSink(): Promise<Part> {
  const { runs, workerMiB } = await withStage(
    { pipeline: "orders", withConfluent: true },
    async (stage) => {
      await compileSink(stage);
      const records = orders(WARM_UP + ORDERS);
      await stage.fill(TOPIC, 1, records);
      const runs: Run[] = [];
      for (let run = 0; run <= RUNS; run += 1) runs.push(await measureRun(stage, records, run));
      return {
        runs: runs.slice(1),
        workerMiB: peakMemoryMiB(stage.started.worker.service.pid) ?? NaN,
      };
    },
  );
  return {
    title: "The sink and DynamoDB Local",
    text:
      `One task stores ${short(ORDERS)} preloaded orders in DynamoDB Local, in turns with a plain ` +
      "client of it that has as many requests in flight and its requests made beforehand, after " +
      `${short(UNCOUNTED)} for which the worker's JVM compiles what it runs. ${aboutConfluent()}`,
    table: [
      ["", "Median", "Least", "Most", "Runs"],
      row(
        "Sink, orders/s",
        runs.map(({ ours }) => ours),
      ),
      ...confluentRow(runs),
      row(
        "DynamoDB Local alone, items/s",
        runs.map(({ table }) => table),
      ),
    ],
    verdicts: verdicts(runs, workerMiB),
  };
}

function aboutConfluent(): string {
  const { path, there } = confluentArchive();
  return there
    ? "Confluent's sink stores the same topic in the same turns."
    : `Confluent's sink is not measured: its archive is missing (${path.split("/").slice(-2).join("/")} of the cache).`;
}

function confluentRow(runs: readonly Run[]): string[][] {
  const values = runs.flatMap(({ confluent }) => (confluent === undefined ? [] : [confluent]));
  return values.length === 0 ? [] : [row("Confluent's sink, orders/s", values)];
}

function row(name: string, values: readonly number[]): string[] {
  const [least, most] = [Math.min(...values), Math.max(...values)];
  return [name, short(median(values)), short(least), short(most), String(values.length)];
}

function verdicts(runs: readonly Run[], workerMiB: number): Verdict[] {
  const shares = runs.map(({ ours, table }) => ours / table);
  const ratios = runs.flatMap(({ ours, confluent }) =>
    confluent === undefined ? [] : [ours / confluent],
  );
  return [
    {
      claim: `the sink reaches at least ${String(LEAST_SHARE * 100)} % of DynamoDB Local alone`,
      actual: `${short(median(shares) * 100)} % (${short(Math.min(...shares) * 100)} to ${short(Math.max(...shares) * 100)})`,
      held: median(shares) >= LEAST_SHARE,
    },
    ...(ratios.length === 0
      ? []
      : [
          {
            claim: "the sink is faster than Confluent's",
            actual: `${short(median(ratios))} times`,
            held: median(ratios) > 1,
          },
        ]),
    {
      claim: "the worker stays under 1 GiB",
      actual: `${short(workerMiB)} MiB`,
      held: workerMiB < 1024,
    },
  ];
}

async function measureRun(stage: BenchStage, records: readonly Order[], run: number): Promise<Run> {
  const before = await alone(stage, records, `before-${String(run)}`);
  const ours = await through(stage, stage.sink, `ours-${String(run)}`);
  const confluent =
    stage.confluent && (await through(stage, stage.confluent, `confluent-${String(run)}`));
  const after = await alone(stage, records, `after-${String(run)}`);
  return { ours, confluent, table: (before + after) / 2 };
}

/** Orders a second that a sink stores. */
async function through(stage: BenchStage, sink: DeclaredConnector, name: string): Promise<number> {
  const table = await newTable(stage, name);
  await stage.startSink(sink, name, { topics: TOPIC, "table.name.format": name });
  await table.holds(WARM_UP);
  const begin = performance.now();
  await table.holds(WARM_UP + ORDERS - 1);
  const perSecond = (ORDERS * 1000) / (performance.now() - begin);
  await table.count(WARM_UP + ORDERS);
  table.close();
  await stage.remove(name);
  return perSecond;
}

async function alone(stage: BenchStage, records: readonly Order[], name: string): Promise<number> {
  const table = await newTable(stage, name);
  await table.write(records.slice(0, WARM_UP), IN_FLIGHT);
  const perSecond = await table.write(records.slice(WARM_UP), IN_FLIGHT);
  table.close();
  return perSecond;
}

async function newTable({ started, table }: BenchStage, name: string): Promise<RawTable> {
  await started.tables?.create({ ...table, name });
  return new RawTable(started.context.ports.dynamoDb, name);
}
