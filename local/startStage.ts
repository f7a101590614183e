import { UserError } from "../support/userError";
import type { DeclaredStage } from "./declared/declaredStage";
import { bucketsOf } from "./declared/buckets";
import { registriesOf } from "./declared/registries";
import { storesInTables } from "./declared/tables";
import { planStage, type StageOptions } from "./declared/planStage";
import { translate } from "./declared/translate";
import type { Asked, Watchable } from "./pipelines/lanes";
import { ORDERS } from "./pipelines/orders/flow";
import { address } from "./run/ports";
import type { Service } from "./run/service";
import { startBroker, type Broker } from "./services/broker";
import type { Context } from "./services/context";
import { startDynamoDb, type DynamoDb, type Storage } from "./services/dynamoDb";
import { databaseCertificate, startDatabase } from "./services/database/database";
import { databaseAddress } from "./services/database/server";
import { preparePlugins } from "./services/plugins";
import { startS3 } from "./services/s3";
import { serveSchemas } from "./services/schemas/serve";
import { startWorker, type Worker } from "./services/worker";
import { describeProblems, validateConnectors } from "./validateConnectors";
import type { View } from "./view/view";

export interface StartOptions extends StageOptions, Asked {
  /** @default "memory" */
  readonly tableStorage?: Storage | undefined;
  /** Alters what is started; for tests and faults. */
  readonly alter?: ((stage: DeclaredStage) => DeclaredStage) | undefined;
}

/** A stage that is ready for its connectors, with clients of its programs. */
export interface Started extends Watchable, StartedConnect {
  readonly context: Context;
  readonly broker: Service;
  /** DynamoDB Local; undefined for a stage that stores nothing in tables. */
  readonly dynamoDb: Service | undefined;
  /** What stands in for Amazon S3; undefined for a stage that stores nothing in buckets. */
  readonly s3: Service | undefined;
  /** Server of the database; undefined for a stage without one. */
  readonly databaseServer: Service | undefined;
}

/** A worker and the zips of its plugins. */
export interface StartedConnect {
  readonly worker: Worker;
  readonly plugins: readonly string[];
}

/** Evaluates the stage's program; settings that are wrong are refused here, before anything starts. */
export function readProgram(
  options: StageOptions,
  view: View,
  interrupt: AbortSignal,
): Promise<DeclaredStage> {
  return view.step(
    `Program of stage ${options.stage}`,
    () =>
      planStage(options).catch((error: unknown) => {
        // It takes the program's own language down, which is no fault of that.
        interrupt.throwIfAborted();
        throw error;
      }),
    ({ connectors }) => connectors.map(({ name }) => name).join(", "),
  );
}

/**
 * Starts everything but the connectors, as far at once as it goes, and has every configuration
 * checked; throws UserError when a plugin refuses one.
 */
export async function startStage(
  context: Context,
  declared: DeclaredStage,
  options: StartOptions,
): Promise<Started> {
  const stage = translateHere(context, declared, options);
  const certificate = await databaseCertificate(context, stage);
  const buckets = bucketsOf(stage);
  const registries = registriesOf(stage);
  if (registries.length > 0) {
    await serveSchemas(registries, context.ports.schemas, context.run.signal);
  }
  const [broker, dynamoDb, s3, database, connect] = await Promise.all([
    startBrokerWithTopics(context, stage),
    storesInTables(stage) ? startTables(context, stage, options.tableStorage) : undefined,
    buckets.length > 0 ? startS3(context, buckets) : undefined,
    startDatabase(context, stage, certificate),
    startConnect(context, stage),
  ]);
  await checkConfigurations(context, stage, connect.worker);
  return {
    context,
    stage,
    kafka: broker.client,
    broker: broker.service,
    tables: dynamoDb?.client,
    dynamoDb: dynamoDb?.service,
    buckets: s3?.client,
    s3: s3?.service,
    database: database?.client,
    databaseServer: database?.service,
    ...connect,
  };
}

/** Makes of a declared stage one that runs here. */
export function translateHere(
  context: Context,
  declared: DeclaredStage,
  { records = ORDERS, alter }: StartOptions,
): DeclaredStage {
  const { ports } = context;
  const { stage } = translate(declared, {
    bootstrapServers: address(ports.broker),
    dynamoDbEndpoint: `http://${address(ports.dynamoDb)}`,
    s3Endpoint: `http://${address(ports.s3)}`,
    secretsEndpoint: `http://${address(ports.secrets)}`,
    schemasEndpoint: `http://${address(ports.schemas)}`,
    database: databaseAddress(context),
    records,
  });
  return alter?.(stage) ?? stage;
}

/** What is said of a stage that declares no topic to the brokers. */
const MADE_BY_CONNECTORS = "none before the connectors make them";

async function startBrokerWithTopics(context: Context, stage: DeclaredStage): Promise<Broker> {
  const broker = await startBroker(context, stage);
  const { topics } = stage;
  await context.view.step(
    "Topics",
    () => broker.client.createTopics(topics, context.run.signal),
    () => (topics.length === 0 ? MADE_BY_CONNECTORS : topics.map(({ name }) => name).join(", ")),
  );
  return broker;
}

async function startTables(
  context: Context,
  { tables }: DeclaredStage,
  storage: Storage = "memory",
): Promise<DynamoDb> {
  const dynamoDb = await startDynamoDb(context, storage);
  await context.view.step(
    "Tables",
    async () => {
      for (const table of tables) await dynamoDb.client.create(table);
    },
    () => tables.map(({ name }) => name).join(", "),
  );
  return dynamoDb;
}

/** Prepares the plugins and starts a worker with them. */
export async function startConnect(
  context: Context,
  stage: DeclaredStage,
): Promise<StartedConnect> {
  const plugins = await preparePlugins(context, stage);
  return { plugins, worker: await startWorker(context, stage, plugins) };
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
