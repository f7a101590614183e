import { inRun } from "../../local/inRun";
import type { PlannedConnector, Table } from "../../local/declared/declaredStage";
import { address, freePort } from "../../local/run/ports";
import { readProgram, startStage, type Started } from "../../local/startStage";
import type { Properties } from "../../support/properties";
import { preload, type Order } from "./orders";
import { silent } from "./silent";
import { StandIn } from "./standIn";

/** A stage that runs, with the sink of its orders, which is not started. */
export interface BenchStage {
  readonly started: Started;
  readonly sink: PlannedConnector;
  readonly table: Table;
  /** Makes a topic of so many partitions that holds the records. */
  readonly fill: (topic: string, partitions: number, records: readonly Order[]) => Promise<void>;
  /** Starts a sink like the stage's, with another name and some other properties. */
  readonly startSink: (name: string, config: Properties) => Promise<void>;
  readonly removeSink: (name: string) => Promise<void>;
  /** Starts what stands in for DynamoDB; resolves to it and its endpoint. */
  readonly standIn: (latencyMs: number) => Promise<readonly [StandIn, string]>;
}

/** Runs the dev stage, without its connectors, around a measurement. */
export async function withStage<T>(
  work: (stage: BenchStage) => Promise<T>,
  overrides: readonly string[] = [],
): Promise<T> {
  const options = { stage: "dev", overrides };
  const declared = await readProgram(options, silent);
  return inRun(options, silent, new AbortController().signal, async (context) => {
    const started = await startStage(context, declared, options);
    const { stage, kafka, tables, worker } = started;
    const [table] = stage.tables;
    const [topic] = stage.topics;
    const sink = stage.connectors.find(({ config }) => "topics" in config);
    if (!table || !topic || !sink) throw new Error("dev has a topic, a table and a sink");
    const standIns: StandIn[] = [];
    try {
      return await work({
        started,
        sink,
        table,
        fill: async (name, partitionCount, records) => {
          await kafka.createTopics([{ ...topic, name, partitionCount }]);
          await preload(address(context.ports.broker), name, records);
        },
        startSink: (name, config) => worker.api.put(name, { ...sink.config, ...config, name }),
        removeSink: (name) => remove(`http://${address(context.ports.worker)}/connectors/${name}`),
        standIn: async (latencyMs) => {
          const port = await freePort();
          const standIn = await StandIn.start(port, latencyMs);
          standIns.push(standIn);
          return [standIn, `http://${address(port)}`];
        },
      });
    } finally {
      standIns.forEach((each) => each.close());
      await kafka.close();
      tables.close();
    }
  });
}

async function remove(url: string): Promise<void> {
  const { ok, statusText } = await fetch(url, { method: "DELETE" });
  if (!ok) throw new Error(`${url} is not removed: ${statusText}`);
}
