import { inRun } from "../../local/inRun";
import { address } from "../../local/run/ports";
import { readProgram, startStage } from "../../local/startStage";
import { peakMemoryMiB } from "../local/harness";
import { orders, preload, type Order } from "./orders";
import { silent } from "./silent";
import { RawTable } from "./table";

const ORDERS = 50_000;
/** Orders that the sink stores first, while its JVM compiles what it runs; they are not timed. */
const WARM_UP = 10_000;
/** Requests that the sink and the plain client have in flight, the sink's default. */
const IN_FLIGHT = 8;

/** What one run of the sink, and of DynamoDB Local alone, came to. */
export interface SinkRun {
  /** Orders a second that the sink stored, one task. */
  readonly sinkPerSecond: number;
  /** Items a second that DynamoDB Local took from a plain client. */
  readonly tablePerSecond: number;
  /** Most memory that the worker held, in MiB. */
  readonly workerMiB: number;
}

/**
 * Stores 50,000 preloaded orders by the sink, and the same items by a client that does nothing
 * else in the same DynamoDB Local, once before and once after the sink, so that a drift of the
 * machine shows on both sides. Both sides have run before they are timed.
 */
export async function measureSink(): Promise<SinkRun> {
  const options = { stage: "dev", overrides: [], records: ORDERS };
  const declared = await readProgram(options, silent);
  return inRun(options, silent, new AbortController().signal, async (context) => {
    const { stage, kafka, tables, worker } = await startStage(context, declared, options);
    const [table] = stage.tables;
    const [topic] = stage.topics;
    const sink = stage.connectors.find(({ config }) => "topics" in config);
    if (!table || !topic || !sink) throw new Error("dev has a topic, a table and a sink");
    const raw = (name: string): RawTable => new RawTable(context.ports.dynamoDb, name);
    for (const name of ["warm-up", "before", "after"]) await tables.create({ ...table, name });
    const records = orders(WARM_UP + ORDERS);
    const timed = records.slice(WARM_UP);
    await preload(address(context.ports.broker), topic.name, records);

    await rate(raw("warm-up"), records.slice(0, WARM_UP));
    const before = await rate(raw("before"), timed);
    const stored = raw(table.name);
    await worker.api.put(sink.name, sink.config);
    await stored.holds(WARM_UP);
    const begin = performance.now();
    await stored.holds(WARM_UP + ORDERS - 1);
    const sinkPerSecond = (ORDERS * 1000) / (performance.now() - begin);
    stored.close();
    const workerMiB = peakMemoryMiB(worker.service.pid);
    if (workerMiB === undefined) throw new Error("Only Linux tells a process's peak memory");
    const after = await rate(raw("after"), timed);

    await kafka.close();
    tables.close();
    return { sinkPerSecond, tablePerSecond: (before + after) / 2, workerMiB };
  });
}

async function rate(table: RawTable, records: readonly Order[]): Promise<number> {
  try {
    return await table.write(records, IN_FLIGHT);
  } finally {
    table.close();
  }
}
