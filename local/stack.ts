import { connect } from "node:net";
import { ConnectApi } from "./clients/connectApi";
import type { Java } from "./services/jvm/java";
import {
  brokerPart,
  dynamoDbPart,
  resolvePart,
  workerPart,
  type JvmPart,
  type ResolvedPart,
} from "./services/jvm/parts";
import { BrokerClient } from "./clients/broker";
import {
  bootstrap,
  DatabaseClient,
  newCredentials,
  NEW_SERVER,
  type DatabaseAddress,
} from "./clients/database";
import {
  authorityFile,
  DATABASE_HOST,
  type ServerCertificate,
} from "./services/mysql/certificates";
import { findMySql } from "./services/mysql/find";
import { startMySql } from "./services/mysql/start";
import type { Database, DeclaredStage } from "./declared/declaredStage";
import type { Service } from "./run/service";
import { until } from "../support/waiting";
import { startBroker } from "./services/broker";
import { startDynamoDb } from "./services/dynamoDb";
import { freePort } from "./services/ports";
import { serveSecrets } from "./services/secretsManager";
import { sharedWorkerProperties, startWorker } from "./services/worker";
import type { Run } from "./run/run";
import { TableClient } from "./clients/tables";
import { kafkaConnectRelease, kafkaRelease } from "./declared/versions";
import type { Note, View } from "./view/view";

/** Seconds that a program may take to answer; a busy machine is slow, but not for ever. */
const START_SECONDS = 120;

const DOWNLOAD = "Maven downloads it, this once";

/** What every part of the local run works with. */
export interface Context {
  readonly run: Run;
  readonly java: Java;
  readonly view: View;
  readonly ports: Ports;
}

export interface Ports {
  readonly broker: number;
  readonly controller: number;
  readonly worker: number;
  readonly dynamoDb: number;
  readonly database: number;
  readonly secrets: number;
}

export async function freePorts(): Promise<Ports> {
  return {
    broker: await freePort(),
    controller: await freePort(),
    worker: await freePort(),
    dynamoDb: await freePort(),
    database: await freePort(),
    secrets: await freePort(),
  };
}

export function address(port: number): string {
  return `127.0.0.1:${port}`;
}

/** Starts DynamoDB Local; resolves to its client when it answers. */
export async function runDynamoDb({ run, java, view, ports }: Context): Promise<TableClient> {
  return view.step(
    dynamoDbPart.title,
    async (note) => {
      const part = await resolve(dynamoDbPart, note);
      await startDynamoDb(run, java, { part, port: ports.dynamoDb });
      await untilListening(run, ports.dynamoDb, dynamoDbPart.title);
      return new TableClient(`http://${address(ports.dynamoDb)}`);
    },
    () => address(ports.dynamoDb),
  );
}

/** Starts the broker of the cluster's version; resolves to its client when it answers. */
export async function runBroker(context: Context, pipeline: DeclaredStage): Promise<BrokerClient> {
  const { run, java, view, ports } = context;
  const wanted = brokerPart(kafkaRelease(pipeline.kafkaVersion));
  return view.step(
    wanted.title,
    async (note) => {
      const part = await resolve(wanted, note);
      await startBroker(run, java, {
        part,
        serverProperties: pipeline.serverProperties,
        port: ports.broker,
        controllerPort: ports.controller,
      });
      await untilListening(run, ports.broker, wanted.title);
      const client = new BrokerClient(address(ports.broker));
      await untilReady(run, wanted.title, () => client.connect());
      return client;
    },
    () => address(ports.broker),
  );
}

/** Where the run's MySQL server is, or will be. */
export function databaseAddress({ run, ports }: Pick<Context, "run" | "ports">): DatabaseAddress {
  return { host: DATABASE_HOST, port: ports.database, authority: authorityFile(run) };
}

/** Starts MySQL with the sample database in it; resolves to a client of its master user. */
export async function runDatabase(
  { run, view, ports }: Context,
  database: Database,
  certificate: ServerCertificate,
): Promise<DatabaseClient> {
  return view.step(
    "MySQL",
    async (note) => {
      const mySql = await findMySql(() => {
        note(DOWNLOAD);
      });
      const { title } = await startMySql(run, {
        mySql,
        parameters: database.parameters,
        port: ports.database,
        certificate,
      });
      await untilListening(run, ports.database, title);
      const there = databaseAddress({ run, ports });
      const root = await untilReady(run, title, () => DatabaseClient.connect(there, NEW_SERVER));
      const master = newCredentials(database.masterUser);
      const capture = newCredentials(database.captureUser);
      await bootstrap(root, master, capture);
      await root.close();
      const secrets = new Map([
        [database.masterSecret, { ...master }],
        [database.captureSecret, { ...capture }],
      ]);
      await serveSecrets(secrets, ports.secrets, run.signal);
      return DatabaseClient.connect(there, master);
    },
    () => address(ports.database),
  );
}

/** A Connect worker and its REST API. */
export interface Worker {
  readonly service: Service;
  readonly api: ConnectApi;
}

/** Starts the worker of the connectors' version; resolves when it takes connectors. */
export async function runWorker(context: Context, pipeline: DeclaredStage): Promise<Worker> {
  const { run, java, view, ports } = context;
  const wanted = workerPart(kafkaConnectRelease(versionOf(pipeline)));
  return view.step(
    wanted.title,
    async (note) => {
      const part = await resolve(wanted, note);
      const service = await startWorker(run, java, {
        part,
        archives: [...new Set(pipeline.connectors.map(({ archive }) => archive))],
        workerProperties: sharedWorkerProperties(pipeline),
        bootstrapServers: address(ports.broker),
        port: ports.worker,
      });
      const api = new ConnectApi(`http://${address(ports.worker)}`, run.signal);
      await untilReady(run, wanted.title, () => api.statuses());
      return { service, api };
    },
    () => address(ports.worker),
  );
}

/** MSK Connect runs each connector in workers of its own; the one worker here has one version. */
function versionOf({ connectors }: DeclaredStage): string {
  const [version = "", ...others] = new Set(connectors.map((each) => each.kafkaConnectVersion));
  if (others.length === 0) return version;
  throw new Error(
    `One worker cannot run connectors of Kafka Connect ${[version, ...others].join(" and ")}.`,
  );
}

async function resolve(part: JvmPart, note: Note): Promise<ResolvedPart> {
  return resolvePart(part, () => {
    note(DOWNLOAD);
  });
}

/** Waits for a port before any client asks, since clients wait longer after each refusal. */
async function untilListening(run: Run, port: number, title: string): Promise<void> {
  await until(async () => ((await isListening(port)) ? true : undefined), waiting(run, title));
}

async function untilReady<T>(run: Run, title: string, ask: () => Promise<T>): Promise<T> {
  const { answer } = await until(
    async () => {
      try {
        return { answer: await ask() };
      } catch {
        return undefined;
      }
    },
    waiting(run, title),
  );
  return answer;
}

function waiting(
  run: Run,
  title: string,
): { signal: AbortSignal; otherwise: string; seconds: number } {
  return {
    signal: run.signal,
    otherwise: `${title} does not answer; its log is in ${run.directory}. It did not answer`,
    seconds: START_SECONDS,
  };
}

function isListening(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host: "127.0.0.1", port });
    const settle = (listening: boolean) => (): void => {
      socket.destroy();
      resolve(listening);
    };
    socket.once("connect", settle(true)).once("error", settle(false));
  });
}
