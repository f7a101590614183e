import { once } from "node:events";
import { UserError } from "../support/userError";
import { inRun } from "./inRun";
import { Interrupted } from "./run/interrupt";
import type { Conclusion, Lane } from "./watch/lane";
import { lanesOf } from "./pipelines/lanes";
import { bucketsOf } from "./declared/buckets";
import { registriesOf } from "./declared/registries";
import { storesInTables } from "./declared/tables";
import type { DeclaredStage } from "./declared/declaredStage";
import type { Endpoints } from "./run/state";
import { makeReport, pipelineReport, type Broken } from "./report/make";
import type { Report } from "./report/report";
import { writeReport } from "./report/write";
import { address } from "./run/ports";
import type { Context } from "./services/context";
import { serverOf } from "./services/database/database";
import { databaseAddress } from "./services/database/server";
import { readProgram, startStage, type Started, type StartOptions } from "./startStage";
import { plainItem } from "./clients/tables";
import { count } from "../support/format";
import { observe } from "./ui/observe";
import type { Page } from "./ui/page";
import type { View } from "./view/view";
import type { Healer } from "./watch/healer";
import { watch, type Progress, type Seen } from "./watch/watch";

export interface LocalOptions extends StartOptions {
  /** Whether everything goes on running until the user ends it. */
  readonly keep: boolean;
  /** File that the report is written to: a page where its name ends in .html, else JSON. */
  readonly report?: string | undefined;
  /**
   * Restarts failed tasks.
   * @default - a failed task ends the run
   */
  readonly healer?: Healer | undefined;
  /**
   * What is broken on purpose, for the report.
   * @default - nothing
   */
  readonly fault?: Broken | undefined;
  /** Page that shows the run as well. */
  readonly page?: Pick<Page, "show"> | undefined;
  /** Called at every look at the pipelines, with what is needed to break something; for tests. */
  readonly onProgress?: ((progress: Progress, started: Started) => Promise<void>) | undefined;
}

/**
 * Runs a stage's pipelines on this machine until every record is where it belongs; `interrupt` ends
 * it early. Throws UserError when anything fails, or when a table or bucket is not what it should
 * be.
 */
export async function runLocal(
  options: LocalOptions,
  view: View,
  interrupt: AbortSignal,
): Promise<Report> {
  const declared = await readProgram(options, view, interrupt);
  return inRun(options, view, interrupt, async (context) => {
    const started = await startStage(context, declared, options);
    const lanes = await lanesOf(started, options);
    if (options.page) follow(options.page, started, lanes);
    const readyMs = performance.now();
    const seen = await move(started, lanes, options);
    const concluded = await view.step(
      "Comparison",
      () => Promise.all(seen.map(concludeLane)),
      (all) => all.map(({ conclusion }) => conclusion.detail).join(", "),
    );
    const pipelines = concluded.map(
      (each) => [each.lane.name, pipelineReport(each, each.conclusion, readyMs)] as const,
    );
    const report = makeReport(started.stage, readyMs, Object.fromEntries(pipelines), options.fault);
    if (options.report !== undefined) writeReport(options.report, report);
    await conclude(started, report, concluded);
    options.page?.show({ phase: "complete" });
    if (options.keep) await keepRunning(started);
    await started.database?.close();
    return report;
  });
}

/** Has a page show the run until it is over. */
function follow(page: Pick<Page, "show">, started: Started, lanes: readonly Lane[]): void {
  page.show({ phase: "running" });
  void observe(started, lanes, started.context.run.signal, (look) => {
    page.show(look);
  });
}

interface Concluded extends Seen {
  readonly conclusion: Conclusion;
}

async function concludeLane(seen: Seen): Promise<Concluded> {
  return { ...seen, conclusion: await seen.lane.conclude() };
}

async function move(
  started: Started,
  lanes: readonly Lane[],
  { onProgress, healer }: LocalOptions,
): Promise<Seen[]> {
  const { context, stage, worker } = started;
  return watch({
    lanes,
    connectors: stage.connectors,
    api: worker.api,
    signal: context.run.signal,
    start: async () => {
      await context.view.step(
        "Connectors",
        () => startConnectors(started),
        () => `${stage.connectors.length} started`,
      );
      for (const lane of lanes) lane.begin();
    },
    workerLog: worker.service.log,
    healer,
    onProgress: async (progress) => {
      context.view.progress(progress);
      await onProgress?.(progress, started);
    },
  });
}

async function startConnectors({ stage, worker }: Started): Promise<void> {
  for (const { name, config } of stage.connectors) await worker.api.put(name, config);
}

/** Shows what the run came to; throws UserError when a table or bucket is not what it should be. */
async function conclude(
  started: Started,
  report: Report,
  concluded: readonly Concluded[],
): Promise<void> {
  const samples = await Promise.all(started.stage.tables.map(({ name }) => sample(started, name)));
  started.context.view.say(["", ...summaries(report, concluded), ...samples.flat()].join("\n"));
  const faults = concluded.flatMap(({ conclusion: { fault } }) => fault ?? []);
  if (faults.length > 0) throw new UserError(faults.join("\n"));
}

function summaries({ seconds, pipelines }: Report, concluded: readonly Concluded[]): string[] {
  const each = concluded.flatMap(({ lane, conclusion }) => {
    const { firstRecordSeconds = 0, recordsPerSecond = 0 } = pipelines[lane.name] ?? {};
    return [
      conclusion.summary,
      `First record stored after ${firstRecordSeconds} s, ${count(recordsPerSecond)} ${lane.unit} a second`,
    ];
  });
  return [...each, `Ready after ${seconds.ready} s, done after ${seconds.total} s`];
}

async function sample({ tables }: Started, table: string): Promise<string[]> {
  const [item] = (await tables?.samples(table, 1)) ?? [];
  if (item === undefined) return [];
  return ["", `An item of ${table}:`, JSON.stringify(plainItem(item), null, 2)];
}

async function keepRunning({ context, stage }: Started): Promise<void> {
  const { run, view } = context;
  const endpoints = endpointsOf(context, stage);
  const { dynamoDb, s3, schemas, database } = endpoints;
  run.publish(endpoints);
  view.say(
    [
      "",
      "Everything goes on running until Ctrl-C:",
      `  Kafka           ${endpoints.bootstrapServers}`,
      `  Kafka Connect   ${endpoints.connect}`,
      ...(dynamoDb === undefined ? [] : [`  DynamoDB Local  ${dynamoDb}`]),
      ...(s3 === undefined ? [] : [`  S3Proxy         ${s3}`]),
      ...(schemas === undefined ? [] : [`  Schema registry ${schemas}`]),
      ...(database === undefined
        ? []
        : [`  ${serverOf(database).title.padEnd(15)} ${database.host}:${database.port}`]),
      `  Logs            ${run.directory}`,
    ].join("\n"),
  );
  if (!run.signal.aborted) await once(run.signal, "abort");
  if (!(run.signal.reason instanceof Interrupted)) throw run.signal.reason;
}

function endpointsOf({ run, ports }: Context, stage: DeclaredStage): Endpoints {
  const { database } = stage;
  return {
    bootstrapServers: address(ports.broker),
    connect: `http://${address(ports.worker)}`,
    ...(storesInTables(stage) && { dynamoDb: `http://${address(ports.dynamoDb)}` }),
    ...(bucketsOf(stage).length > 0 && { s3: `http://${address(ports.s3)}` }),
    ...(registriesOf(stage).length > 0 && { schemas: `http://${address(ports.schemas)}` }),
    ...(database && {
      database: {
        ...databaseAddress({ run, ports }),
        secretsEndpoint: `http://${address(ports.secrets)}`,
        masterSecret: database.bootstrap.masterSecretArn,
        engine: database.bootstrap.engine,
        name: database.bootstrap.database.name,
      },
    }),
  };
}
