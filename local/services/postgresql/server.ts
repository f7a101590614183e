import { scramVerifier } from "../../../connectors/capturedPostgreSql";
import { DatabaseClient, sessionsOf } from "../../clients/database";
import { databaseAddress, type DatabaseServer } from "../database/server";
import { untilListening, untilReady } from "../ready";
import { findPostgreSql } from "./find";
import { startPostgreSql } from "./start";

/** Where the ids begin that the database gives out: above all that a run gives its own rows. */
const FIRST_ID = 500_000_000;

/** PostgreSQL in the place of Aurora PostgreSQL. */
export const postgreSqlServer: DatabaseServer = {
  title: "PostgreSQL",
  start: async (context, { bootstrap, parameters }, master, certificate, note) => {
    const { run, ports } = context;
    const postgreSql = await findPostgreSql(note);
    const { username, password } = master;
    const service = await startPostgreSql(run, {
      postgreSql,
      parameters,
      port: ports.database,
      certificate,
      // What RDS makes of a new server: its master user is no superuser, and owns the database.
      statements: [
        "CREATE ROLE rds_replication",
        `CREATE ROLE ${username} LOGIN CREATEDB CREATEROLE REPLICATION PASSWORD '${scramVerifier(password)}'`,
        `GRANT rds_replication TO ${username} WITH ADMIN OPTION`,
        `CREATE DATABASE ${bootstrap.database.name} OWNER ${username}`,
      ],
    });
    await untilListening(run, ports.database, service.title);
    const sessions = sessionsOf(bootstrap, databaseAddress(context), master);
    const client = await untilReady(run, service.title, () => DatabaseClient.connect(sessions));
    await client.close();
    return service;
  },
  finish: async (client, { captureUser }) => {
    // As rds_replication gives it on AWS.
    await client.native(`ALTER ROLE ${captureUser} REPLICATION`);
    await client.native(
      `SELECT setval(oid::regclass, ${FIRST_ID}) FROM pg_class WHERE relkind = 'S'`,
    );
  },
};
