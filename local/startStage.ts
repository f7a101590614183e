import { basename } from "node:path";
import { UserError } from "../support/userError";
import { describeProblems, validateConnectors } from "./validateConnectors";
import type { BrokerClient } from "./clients/broker";
import type { DatabaseClient } from "./clients/database";
import { loadStage, planStage, type StageOptions } from "./declared/loadStage";
import type { DeclaredStage } from "./declared/declaredStage";
import {
  address,
  databaseAddress,
  runBroker,
  runDatabase,
  runDynamoDb,
  runWorker,
  type Context,
  type Worker,
} from "./stack";
import { issueServerCertificate, type ServerCertificate } from "./services/mysql/certificates";
import type { TableClient } from "./clients/tables";
import { translate } from "./declared/translate";
import type { View } from "./view/view";

/** Orders to make where nobody says how many. */
export const ORDERS = 1000;

export interface StartOptions extends StageOptions {
  /**
   * Orders, and changes, to make.
   * @default - 1,000 orders, and 5,000 changes
   */
  readonly records?: number | undefined;
  /** Changes what is started; for tests. */
  readonly alter?: ((pipeline: DeclaredStage) => DeclaredStage) | undefined;
}

/** A pipeline that is ready to be started, with clients of its programs. */
export interface Started {
  readonly context: Context;
  readonly pipeline: DeclaredStage;
  readonly kafka: BrokerClient;
  readonly tables: TableClient;
  /** The database whose changes are captured; undefined for a stage without one. */
  readonly database: DatabaseClient | undefined;
  readonly worker: Worker;
}

/** Evaluates the stage's program; settings that are wrong are refused here, before anything starts. */
export function readProgram(options: StageOptions, view: View): Promise<DeclaredStage> {
  return view.step(
    `Program of stage ${options.stage}`,
    () => planStage(options),
    ({ connectors }) => connectors.map(({ name }) => name).join(", "),
  );
}

/**
 * Starts everything but the connectors, as far at once as it goes, and has every configuration
 * checked; throws UserError when a plugin refuses one.
 */
export async function start(
  context: Context,
  declared: DeclaredStage,
  options: StartOptions,
): Promise<Started> {
  const adapt = adaptation(context, options);
  const local = adapt(declared);
  const certificate = await databaseCertificate(context, local);
  const [tables, kafka, database, [pipeline, worker]] = await Promise.all([
    startTables(context, local),
    startTopics(context, local),
    startDatabase(context, local, certificate),
    startPlugins(context, options, adapt),
  ]);
  await checkConfigurations(context, pipeline, worker);
  return { context, pipeline, kafka, tables, database, worker };
}

/** What makes a declared pipeline one that runs here. */
export function adaptation(
  context: Context,
  { records = ORDERS, alter }: StartOptions,
): (declared: DeclaredStage) => DeclaredStage {
  const { ports } = context;
  const machine = {
    bootstrapServers: address(ports.broker),
    dynamoDbEndpoint: `http://${address(ports.dynamoDb)}`,
    secretsEndpoint: `http://${address(ports.secrets)}`,
    database: databaseAddress(context),
    records,
  };
  return (declared) => {
    const { pipeline } = translate(declared, machine);
    return alter?.(pipeline) ?? pipeline;
  };
}

/** Issues the certificate of the database, where the stage has one; the worker reads its authority's. */
export async function databaseCertificate(
  { run }: Context,
  { database }: DeclaredStage,
): Promise<ServerCertificate | undefined> {
  return database && issueServerCertificate(run);
}

/** Starts the database where the stage has one, which Debezium asks when it validates. */
export async function startDatabase(
  context: Context,
  { database }: DeclaredStage,
  certificate: ServerCertificate | undefined,
): Promise<DatabaseClient | undefined> {
  return database && certificate && runDatabase(context, database, certificate);
}

/** Builds or downloads the plugins and starts a worker with them. */
export async function startPlugins(
  context: Context,
  options: StartOptions,
  adapt: (declared: DeclaredStage) => DeclaredStage,
): Promise<[DeclaredStage, Worker]> {
  const prepared = await context.view.step(
    "Connector plugins",
    () => loadStage(options),
    ({ connectors }) => connectors.map(({ archive }) => basename(archive)).join(", "),
  );
  const pipeline = adapt(prepared);
  return [pipeline, await runWorker(context, pipeline)];
}

async function startTables(context: Context, { tables }: DeclaredStage): Promise<TableClient> {
  const client = await runDynamoDb(context);
  await context.view.step(
    "Tables",
    async () => {
      for (const table of tables) await client.create(table);
    },
    () => tables.map(({ name }) => name).join(", "),
  );
  return client;
}

async function startTopics(context: Context, pipeline: DeclaredStage): Promise<BrokerClient> {
  const client = await runBroker(context, pipeline);
  const { topics } = pipeline;
  await context.view.step(
    "Topics",
    () => client.createTopics(topics),
    () => topics.map(({ name }) => name).join(", "),
  );
  return client;
}

/** Throws UserError that names everything that is wrong in any connector's configuration. */
export async function checkConfigurations(
  { view }: Context,
  { connectors }: DeclaredStage,
  { api }: Worker,
): Promise<void> {
  await view.step(
    "Configurations",
    async () => {
      const problems = await validateConnectors(api, connectors);
      if (problems.length === 0) return;
      throw new UserError(
        `The plugins refuse what the stage configures:\n${describeProblems(problems)}`,
      );
    },
    () => `${connectors.length} valid`,
  );
}
