import { bootstrap, DatabaseClient, newCredentials, NEW_SERVER } from "../../clients/database";
import type { Database } from "../../declared/declaredStage";
import { address } from "../../run/ports";
import type { Context } from "../context";
import { untilListening, untilReady } from "../ready";
import { serveSecrets } from "../secretsManager";
import { findMySql } from "./find";
import { startMySql } from "./start";

/**
 * Starts MySQL with the sample database in it, and what stands in for AWS Secrets Manager with the
 * passwords of its users; resolves to a client of its master user.
 */
export async function startDatabase(
  context: Context,
  { parameters, ...declared }: Database,
): Promise<DatabaseClient> {
  const { run, view, ports } = context;
  return view.step(
    "MySQL",
    async (note) => {
      const mySql = await findMySql(note);
      const { title } = await startMySql(run, { mySql, parameters, port: ports.database });
      await untilListening(run, ports.database, title);
      const root = await untilReady(run, title, () =>
        DatabaseClient.connect(ports.database, NEW_SERVER),
      );
      const master = newCredentials(declared.masterUser);
      const capture = newCredentials(declared.captureUser);
      await bootstrap(root, master, capture);
      await root.close();
      const secrets = new Map([
        [declared.masterSecret, { ...master }],
        [declared.captureSecret, { ...capture }],
      ]);
      await serveSecrets(secrets, ports.secrets, run.signal);
      return DatabaseClient.connect(ports.database, master);
    },
    () => address(ports.database),
  );
}
