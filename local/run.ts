import { once } from "node:events";
import { UserError } from "../config/userError";
import { compare, isComplete, plainItem, type Comparison } from "./compare";
import { ordersFlow, type Flow } from "./flow";
import { inSession } from "./inSession";
import { Interrupted } from "./interrupt";
import type { Pipeline } from "./pipeline";
import { makeReport, writeReport, type Report } from "./report";
import { address, type Context } from "./stack";
import { readProgram, start, type Started, type StartOptions } from "./start";
import { summary } from "./summary";
import { count } from "./view/format";
import type { View } from "./view/view";
import { watch, type Progress, type WatchResult } from "./watch";

export interface LocalOptions extends StartOptions {
  /** Whether everything goes on running until the user ends it. */
  readonly keep: boolean;
  /** File that the report is written to. */
  readonly report?: string | undefined;
  /** Called at every look at the orders, with what is needed to break something; for tests. */
  readonly onProgress?: ((progress: Progress, started: Started) => Promise<void>) | undefined;
}

/**
 * Runs a stage's pipeline on this machine until every order is in the table; `interrupt` ends it
 * early. Throws UserError when anything fails, or when the table is not what the topic says.
 */
export async function runLocal(
  options: LocalOptions,
  view: View,
  interrupt: AbortSignal,
): Promise<Report> {
  const declared = await readProgram(options, view);
  return inSession(options, view, interrupt, async (context) => {
    const started = await start(context, declared, options);
    const flow = ordersFlow(started.pipeline);
    const readyMs = performance.now();
    const watched = await moveOrders(started, flow, options);
    const comparison = await view.step(
      "Comparison",
      () => compareAll(started, flow),
      ({ stored, produced }) => `${count(stored)} items as the topic's ${count(produced)} records`,
    );
    const report = makeReport(started.pipeline, readyMs, watched, comparison);
    if (options.report !== undefined) writeReport(options.report, report);
    await conclude(started, flow, report, comparison);
    if (options.keep) await keepRunning(context);
    return report;
  });
}

async function moveOrders(
  started: Started,
  flow: Flow,
  { onProgress }: LocalOptions,
): Promise<WatchResult> {
  const { context, pipeline, kafka, tables, worker } = started;
  await context.view.step(
    "Connectors",
    () => startConnectors(started),
    startedConnectors(pipeline),
  );
  return watch({
    flow,
    connectors: pipeline.connectors,
    kafka,
    tables,
    api: worker.api,
    signal: context.session.signal,
    workerLog: worker.service.log,
    onProgress: async (progress) => {
      context.view.progress(progress);
      await onProgress?.(progress, started);
    },
  });
}

async function startConnectors({ pipeline, worker }: Started): Promise<void> {
  for (const { name, config } of pipeline.connectors) await worker.api.put(name, config);
}

function startedConnectors({ connectors }: Pipeline): () => string {
  return () => `${connectors.length} started`;
}

async function compareAll({ kafka, tables }: Started, flow: Flow): Promise<Comparison> {
  const [records, items] = await Promise.all([
    kafka.readAll(flow.topic),
    tables.scan(flow.table.name),
  ]);
  return compare(records, items, flow);
}

/** Shows what the run came to; throws UserError when the table is not what the topic says. */
async function conclude(
  { context, tables }: Started,
  flow: Flow,
  report: Report,
  comparison: Comparison,
): Promise<void> {
  const { name } = flow.table;
  const item = await tables.sample(name);
  const sample =
    item === undefined ? [] : ["", `An item of ${name}:`, JSON.stringify(plainItem(item), null, 2)];
  context.view.say(["", summary(report, comparison), ...sample].join("\n"));
  if (!isComplete(comparison)) {
    throw new UserError(`Table ${name} is not what the topic ${flow.topic} says.`);
  }
}

async function keepRunning({ session, ports, view }: Context): Promise<void> {
  const endpoints = {
    bootstrapServers: address(ports.broker),
    connect: `http://${address(ports.worker)}`,
    dynamoDb: `http://${address(ports.dynamoDb)}`,
  };
  session.publish(endpoints);
  view.say(
    [
      "",
      "Everything goes on running until Ctrl-C:",
      `  Kafka           ${endpoints.bootstrapServers}`,
      `  Kafka Connect   ${endpoints.connect}`,
      `  DynamoDB Local  ${endpoints.dynamoDb}`,
      `  Logs            ${session.directory}`,
    ].join("\n"),
  );
  if (!session.signal.aborted) await once(session.signal, "abort");
  if (!(session.signal.reason instanceof Interrupted)) throw session.signal.reason;
}
