import type { Bootstrap } from "../../../connectors/databaseBootstrap";
import { DatabaseClient, newCredentials, sessionsOf, setUp } from "../../clients/database";
import type { DeclaredStage } from "../../declared/declaredStage";
import { address } from "../../run/ports";
import type { Service } from "../../run/service";
import type { Context } from "../context";
import { mySqlServer } from "../mysql/server";
import { postgreSqlServer } from "../postgresql/server";
import { serveSecrets } from "../secretsManager";
import { issueServerCertificate, type ServerCertificate } from "./certificates";
import { databaseAddress, type DatabaseServer } from "./server";

/** A database server and a client of its master user. */
export interface StartedDatabase {
  readonly service: Service;
  readonly client: DatabaseClient;
}

/** Returns the kind of server for a database's engine. */
export function serverOf({ engine }: Pick<Bootstrap, "engine">): DatabaseServer {
  return engine === "postgresql" ? postgreSqlServer : mySqlServer;
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
  const server = serverOf(bootstrap);
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
