import { cpSync, rmSync } from "node:fs";
import { join } from "node:path";
import { execa } from "execa";
import { UserError } from "../../../support/userError";
import { cacheDirectory, cached } from "../../../support/cache";
import type { Properties } from "../../../support/properties";
import type { Service } from "../../run/service";
import type { Run } from "../../run/run";
import { DATABASE_HOST, type ServerCertificate } from "../database/certificates";
import type { MySql } from "./find";

export interface MySqlArgs {
  readonly mySql: MySql;
  /** As the stage's cluster parameter group has them. */
  readonly parameters: Properties;
  readonly port: number;
  readonly certificate: ServerCertificate;
}

/** Parameters that Aurora alone knows. */
const AURORA_ONLY = /^(aurora_|server_audit_)/;

/** Starts a MySQL server with the stage's parameters and data in the run's folder. */
export async function startMySql(
  run: Run,
  { mySql, parameters, port, certificate }: MySqlArgs,
): Promise<Service> {
  const data = run.path("mysql");
  cpSync(await initializedData(mySql), data, { recursive: true });
  // It holds the server's identity, which starts each run's transaction ids.
  rmSync(join(data, "auto.cnf"), { force: true });
  return run.start(
    {
      title: `MySQL ${mySql.version}`,
      file: mySql.command,
      args: [
        ...baseOptions(data),
        `--port=${port}`,
        `--bind-address=${DATABASE_HOST}`,
        `--ssl-ca=${certificate.authority}`,
        `--ssl-cert=${certificate.certificate}`,
        `--ssl-key=${certificate.key}`,
        `--socket=${run.path("mysql.sock")}`,
        `--pid-file=${run.path("mysql.pid")}`,
        "--mysqlx=OFF",
        "--server-id=1",
        "--log-bin=binlog",
        "--default-time-zone=+00:00",
        "--innodb-flush-log-at-trx-commit=2",
        ...Object.entries(parameters)
          .filter(([name]) => !AURORA_ONLY.test(name))
          .map(([name, value]) => `--${name}=${value}`),
      ],
      env: mySql.env,
      disposable: true,
    },
    "mysql.log",
  );
}

/** mysqld refuses to be root's unless it is told to. */
function baseOptions(data: string): string[] {
  const asRoot = process.getuid?.() === 0 ? ["--user=root"] : [];
  return ["--no-defaults", ...asRoot, `--datadir=${data}`];
}

/** An empty database is the same for every run, and takes seconds to make: it is made once. */
async function initializedData({ command, version, env }: MySql): Promise<string> {
  const target = join(cacheDirectory(), "mysql", `data-${version}`);
  return cached(target, async (temporary) => {
    const args = [...baseOptions(temporary), "--initialize-insecure"];
    const { failed, all } = await execa(command, args, { all: true, reject: false, env });
    if (failed) throw new UserError(`${command} cannot make an empty database:\n${all}`);
  });
}
