import {
  bootstrap,
  DatabaseClient,
  newCredentials,
  NEW_SERVER,
  type DatabaseAddress,
} from "../../clients/database";
import type { DeclaredStage } from "../../declared/declaredStage";
import { address } from "../../run/ports";
import type { Service } from "../../run/service";
import type { Context } from "../context";
import { untilListening, untilReady } from "../ready";
import { serveSecrets } from "../secretsManager";
import {
  authorityFile,
  DATABASE_HOST,
  issueServerCertificate,
  type ServerCertificate,
} from "./certificates";
import { findMySql } from "./find";
import { startMySql } from "./start";

/** A MySQL server and a client of its master user. */
export interface Database {
  readonly service: Service;
  readonly client: DatabaseClient;
}

/** Returns where the run's MySQL server is, or will be. */
export function databaseAddress({ run, ports }: Pick<Context, "run" | "ports">): DatabaseAddress {
  return { host: DATABASE_HOST, port: ports.database, authority: authorityFile(run) };
}

/**
 * Issues the certificate of the database, where the stage has one. It comes before anything starts,
 * since the worker reads the authority's.
 */
export async function databaseCertificate(
  { run }: Pick<Context, "run">,
  { database }: DeclaredStage,
): Promise<ServerCertificate | undefined> {
  return database && issueServerCertificate(run);
}

/**
 * Starts MySQL, where the stage has a database, with the sample database in it, and what stands in
 * for AWS Secrets Manager with the passwords of its users.
 */
export async function startDatabase(
  context: Context,
  { database }: DeclaredStage,
  certificate: ServerCertificate | undefined,
): Promise<Database | undefined> {
  if (database === undefined || certificate === undefined) return undefined;
  const { run, view, ports } = context;
  const { parameters, masterUser, masterSecret, captureUser, captureSecret } = database;
  return view.step(
    "MySQL",
    async (note) => {
      const mySql = await findMySql(note);
      const args = { mySql, parameters, port: ports.database, certificate };
      const service = await startMySql(run, args);
      const { title } = service;
      await untilListening(run, ports.database, title);
      const there = databaseAddress(context);
      const root = await untilReady(run, title, () => DatabaseClient.connect(there, NEW_SERVER));
      const master = newCredentials(masterUser);
      const capture = newCredentials(captureUser);
      await bootstrap(root, master, capture);
      await root.close();
      const secrets = new Map([
        [masterSecret, { ...master }],
        [captureSecret, { ...capture }],
      ]);
      await serveSecrets(secrets, ports.secrets, run.signal);
      return { service, client: await DatabaseClient.connect(there, master) };
    },
    () => address(ports.database),
  );
}
