import { existsSync } from "node:fs";
import { join } from "node:path";
import { confluentDynamoDbSink } from "../../archives/catalogue";
import { inRun } from "../../local/inRun";
import type { DeclaredConnector } from "../../local/declared/declaredStage";
import type { Table } from "../../plan/declared";
import { address, freePort } from "../../local/run/ports";
import type { Context } from "../../local/services/context";
import { readProgram, startStage, translateHere, type Started } from "../../local/startStage";
import { pluginCache } from "../../support/cache";
import type { Properties } from "../../support/properties";
import { preload, type Order } from "./orders";
import { silent } from "./silent";
import { StandIn } from "./standIn";

/** A stage that runs, its connectors not started. */
export interface BenchStage {
  readonly started: Started;
  readonly table: Table;
  /** The sink of the stage. */
  readonly sink: DeclaredConnector;
  /** Confluent's of the same stage, if its archive is there. */
  readonly confluent: DeclaredConnector | undefined;
  /** Makes a topic of so many partitions that holds the records. */
  readonly fill: (topic: string, partitions: number, records: readonly Order[]) => Promise<void>;
  /** Starts a sink with another name and some other properties. */
  readonly startSink: (sink: DeclaredConnector, name: string, config: Properties) => Promise<void>;
  readonly remove: (connector: string) => Promise<void>;
  /** Starts what stands in for DynamoDB; resolves to it and its endpoint. */
  readonly standIn: (latencyMs: number) => Promise<readonly [StandIn, string]>;
}

export interface BenchOptions {
  readonly pipeline: "orders" | "cdc";
  /** Whether Confluent's sink is loaded too, where its archive is in the plugin cache. */
  readonly withConfluent: boolean;
}

/** Where Confluent's archive must be to be measured. */
export function confluentArchive(): { readonly path: string; readonly there: boolean } {
  const { source } = confluentDynamoDbSink();
  if (source.kind !== "download") throw new Error("Confluent's sink is downloaded");
  const path = join(pluginCache(), source.fileName);
  return { path, there: existsSync(path) };
}

/**
 * Has the JVMs compile as they do by default, and on MSK Connect: a run of a minute leaves out the
 * compiler that takes its time, and with it half of the speed. The JVM reads this after its command.
 */
async function withAllCompilers<T>(work: () => Promise<T>): Promise<T> {
  process.env["_JAVA_OPTIONS"] = "-XX:TieredStopAtLevel=4";
  try {
    return await work();
  } finally {
    delete process.env["_JAVA_OPTIONS"];
  }
}

/** Runs the dev stage, without its connectors, around a measurement. */
export async function withStage<T>(
  { pipeline, withConfluent }: BenchOptions,
  work: (stage: BenchStage) => Promise<T>,
): Promise<T> {
  const options = { stage: "dev", overrides: [`pipeline=${pipeline}`] };
  const { signal } = new AbortController();
  const declared = await readProgram(options, silent, signal);
  const inOne = async (context: Context): Promise<T> => {
    const confluent =
      withConfluent && confluentArchive().there ? await confluentSink(context) : undefined;
    const started = await startStage(context, declared, {
      ...options,
      alter: (stage) => ({
        ...stage,
        connectors: [...stage.connectors, ...(confluent === undefined ? [] : [confluent])],
      }),
    });
    const standIns: StandIn[] = [];
    try {
      return await work(benchStage(started, confluent, standIns));
    } finally {
      standIns.forEach((each) => {
        each.close();
      });
      await started.database?.close();
      await started.kafka.close();
      started.tables?.close();
    }
  };
  return withAllCompilers(() => inRun(options, silent, signal, inOne));
}

function benchStage(
  started: Started,
  confluent: DeclaredConnector | undefined,
  standIns: StandIn[],
): BenchStage {
  const { context, stage, kafka, worker } = started;
  const [table] = stage.tables;
  const [topic] = stage.topics;
  const sink = stage.connectors.find(({ config }) => "topics" in config);
  if (!table || !topic || !sink) throw new Error("dev has a topic, a table and a sink");
  return {
    started,
    table,
    sink,
    confluent,
    fill: async (name, partitionCount, records) => {
      await kafka.createTopics([{ ...topic, name, partitionCount }], context.run.signal);
      await preload(address(context.ports.broker), name, records);
    },
    startSink: ({ config: usual }, name, config) =>
      worker.api.put(name, { ...usual, ...config, name }),
    remove: (name) => remove(`http://${address(context.ports.worker)}/connectors/${name}`),
    standIn: async (latencyMs) => {
      const port = await freePort();
      const standIn = await StandIn.start(port, latencyMs, table.hashKey);
      standIns.push(standIn);
      return [standIn, `http://${address(port)}`];
    },
  };
}

/** The sink of the stage with Confluent's plugins, as it would run here. */
async function confluentSink(context: Context): Promise<DeclaredConnector> {
  const options = { stage: "dev", overrides: ["pipeline=orders", "plugins=confluent"] };
  const declared = await readProgram(options, silent, context.run.signal);
  const { connectors } = translateHere(context, declared, options);
  const sink = connectors.find(({ config }) => "topics" in config);
  if (sink === undefined) throw new Error("dev has a sink");
  return sink;
}

async function remove(url: string): Promise<void> {
  const { ok, statusText } = await fetch(url, { method: "DELETE" });
  if (!ok) throw new Error(`${url} is not removed: ${statusText}`);
}
