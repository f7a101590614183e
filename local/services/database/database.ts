import type { Bootstrap } from "../../../connectors/databaseBootstrap";
import { DatabaseClient, newCredentials, sessionsOf, setUp } from "../../clients/database";
import type { Credentials, DatabaseAddress } from "../../clients/session";
import type { Database, DeclaredStage } from "../../declared/declaredStage";
import { address } from "../../run/ports";
import type { Service } from "../../run/service";
import type { Note } from "../../view/view";
import type { Context } from "../context";
import { mySqlServer } from "../mysql/server";
import { postgreSqlServer } from "../postgresql/server";
import { serveSecrets } from "../secretsManager";
import {
  authorityFile,
  DATABASE_HOST,
  issueServerCertificate,
  type ServerCertificate,
} from "./certificates";

/** A database server and a client of its master user. */
export interface StartedDatabase {
  readonly service: Service;
  readonly client: DatabaseClient;
}

/** A kind of server that stands in for Aurora. */
export interface DatabaseServer {
  readonly title: string;
  /**
   * Starts it as RDS hands a cluster over: with a master user, and what else of RDS's own the
   * bootstrap uses. Resolves when it takes requests.
   */
  start(
    context: Context,
    database: Database,
    master: Credentials,
    certificate: ServerCertificate,
    note: Note,
  ): Promise<Service>;
  /** What is left to do once it is set up, by its master user. */
  readonly finish?: (client: DatabaseClient, bootstrap: Bootstrap) => Promise<void>;
}

/** Returns where the run's database server is, or will be. */
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
 * Starts the stage's database, where it has one, set up as a deployment does it, and what stands in
 * for AWS Secrets Manager with the passwords of its users.
 */
export async function startDatabase(
  context: Context,
  { database }: DeclaredStage,
  certificate: ServerCertificate | undefined,
): Promise<StartedDatabase | undefined> {
  if (database === undefined || certificate === undefined) return undefined;
  const { run, view, ports } = context;
  const { bootstrap, masterUser, captureSecret } = database;
  const server = bootstrap.engine === "postgresql" ? postgreSqlServer : mySqlServer;
  return view.step(
    server.title,
    async (note) => {
      const master = newCredentials(masterUser);
      const capture = newCredentials(bootstrap.captureUser);
      const service = await server.start(context, database, master, certificate, note);
      const sessions = sessionsOf(bootstrap, databaseAddress(context), master);
      const client = await DatabaseClient.connect(sessions);
      await setUp(client, bootstrap, capture.password);
      await server.finish?.(client, bootstrap);
      const secrets = new Map([
        [bootstrap.masterSecretArn, { ...master }],
        [captureSecret, { ...capture }],
      ]);
      await serveSecrets(secrets, ports.secrets, run.signal);
      return { service, client };
    },
    () => address(ports.database),
  );
}
