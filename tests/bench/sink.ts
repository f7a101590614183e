import { readFile } from "node:fs/promises";
import { inSession } from "../../local/inSession";
import { address } from "../../local/stack";
import { readProgram, start } from "../../local/start";
import { orders, preload, type Order } from "./orders";
import { silent } from "./silent";
import { RawTable } from "./table";

const ORDERS = 50_000;

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
 * machine shows on both sides.
 */
export async function measureSink(): Promise<SinkRun> {
  const options = { stage: "dev", overrides: [], records: ORDERS };
  const declared = await readProgram(options, silent);
  return inSession(options, silent, new AbortController().signal, async (context) => {
    const { pipeline, kafka, tables, worker } = await start(context, declared, options);
    const [table] = pipeline.tables;
    const [topic] = pipeline.topics;
    const sink = pipeline.connectors.find(({ config }) => "topics" in config);
    if (!table || !topic || !sink) throw new Error("dev has a topic, a table and a sink");
    const raw = (name: string): RawTable => new RawTable(context.ports.dynamoDb, name);
    for (const name of ["before", "after"]) await tables.create({ ...table, name });
    const records = orders(ORDERS);
    await preload(address(context.ports.broker), topic.name, records);

    const before = await best(raw("before"), records);
    const stored = raw(table.name);
    await worker.api.put(sink.name, sink.config);
    await stored.holds(0);
    const begin = performance.now();
    await stored.holds(ORDERS - 1);
    const sinkPerSecond = (ORDERS * 1000) / (performance.now() - begin);
    stored.close();
    const workerMiB = await peakMemory(worker.service.pid);
    const after = await best(raw("after"), records);

    await kafka.close();
    tables.close();
    return { sinkPerSecond, tablePerSecond: (before + after) / 2, workerMiB };
  });
}

/** DynamoDB Local's rate at the better of four and eight batches in flight. */
async function best(table: RawTable, records: readonly Order[]): Promise<number> {
  const rates = [];
  for (const inFlight of [4, 8]) rates.push(await table.write(records, inFlight));
  table.close();
  return Math.max(...rates);
}

/** Most resident memory of a process since its start, in MiB. Linux only: it reads /proc. */
async function peakMemory(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, "utf8");
  const [, kibibytes] = /^VmHWM:\s+(\d+) kB$/m.exec(status) ?? [];
  return Number(kibibytes) / 1024;
}
