import { DatabaseClient } from "../../clients/database";
import { mySqlSessions } from "../../clients/mySql";
import type { Credentials } from "../../clients/session";
import { databaseAddress, type DatabaseServer } from "../database/server";
import { untilListening, untilReady } from "../ready";
import { findMySql } from "./find";
import { startMySql } from "./start";

/** User and password of a new server's only user. */
const NEW_SERVER: Credentials = { username: "root", password: "" };

/** MySQL in the place of Aurora MySQL. */
export const mySqlServer: DatabaseServer = {
  title: "MySQL",
  start: async (context, { parameters }, master, certificate, note) => {
    const { run, ports } = context;
    const mySql = await findMySql(note);
    const service = await startMySql(run, {
      mySql,
      parameters,
      port: ports.database,
      certificate,
    });
    await untilListening(run, ports.database, service.title);
    const sessions = mySqlSessions(databaseAddress(context), NEW_SERVER);
    const root = await untilReady(run, service.title, () => DatabaseClient.connect(sessions));
    await handOver(root, master);
    await root.close();
    return service;
  },
};

/** Makes of a new server what RDS makes of one, and takes its open user away. */
async function handOver(root: DatabaseClient, { username, password }: Credentials): Promise<void> {
  // RDS's own procedure keeps a binlog; a server of one run keeps all of them.
  await root.native(
    "CREATE PROCEDURE mysql.rds_set_configuration(name VARCHAR(30), value INT) BEGIN END",
  );
  await root.run("CREATE USER ? IDENTIFIED WITH mysql_native_password BY ? REQUIRE SSL", [
    username,
    password,
  ]);
  await root.run("GRANT ALL ON *.* TO ? WITH GRANT OPTION", [username]);
  await root.native("ALTER USER root@localhost ACCOUNT LOCK");
}
