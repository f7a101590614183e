import { chownSync, mkdirSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { execa } from "execa";
import type { Properties } from "../../../support/properties";
import { UserError } from "../../../support/userError";
import type { Run } from "../../run/run";
import type { Service, ServiceUser } from "../../run/service";
import { DATABASE_HOST, type ServerCertificate } from "../database/certificates";
import { inherited } from "../database/environment";
import type { PostgreSql } from "./find";

export interface PostgreSqlArgs {
  readonly postgreSql: PostgreSql;
  /** As the stage's cluster parameter group has them. */
  readonly parameters: Properties;
  readonly port: number;
  readonly certificate: ServerCertificate;
  /** What the new server's own user does before anybody else may connect. */
  readonly statements: readonly string[];
}

/** The user of a new server that may do everything, named as on RDS. Nobody connects as it. */
const SUPERUSER = "rdsadmin";

/** Starts a PostgreSQL server with the stage's parameters and data in the run's folder. */
export async function startPostgreSql(run: Run, args: PostgreSqlArgs): Promise<Service> {
  const { postgreSql, parameters, port, certificate, statements } = args;
  const data = run.path("postgresql");
  const user = otherThanRoot(data, postgreSql.postgres);
  mkdirSync(data, { mode: 0o700 });
  for (const path of [data, certificate.key, certificate.certificate]) own(path, user);
  const { initdb, postgres, version } = postgreSql;
  const fresh = ["-D", data, "-U", SUPERUSER, "--no-sync", "--encoding=UTF8", "--locale=C"];
  await runOnce(initdb, fresh, user);
  // By TLS only, as rds.force_ssl asks for, and with a password.
  writeFileSync(join(data, "pg_hba.conf"), `hostssl all all ${DATABASE_HOST}/32 scram-sha-256\n`);
  await runOnce(postgres, ["--single", "-j", "-D", data, "postgres"], user, statements);
  const settings = {
    port: String(port),
    listen_addresses: DATABASE_HOST,
    unix_socket_directories: "",
    timezone: "UTC",
    // What the process leaves unwritten, the system writes, unless the machine stops.
    fsync: "off",
    ssl: "on",
    ssl_cert_file: certificate.certificate,
    ssl_key_file: certificate.key,
    ...translated(parameters),
  };
  return run.start(
    {
      title: `PostgreSQL ${version}`,
      file: postgres,
      args: [
        "-D",
        data,
        ...Object.entries(settings).flatMap(([key, value]) => ["-c", `${key}=${value}`]),
      ],
      env: inherited(),
      user,
      // It waits for no client then, and takes its shared memory along.
      endsBy: "SIGINT",
    },
    "postgresql.log",
  );
}

/** Parameters of RDS, as PostgreSQL has them; the file of who may connect is the other. */
function translated(parameters: Properties): Properties {
  return Object.fromEntries(
    Object.entries(parameters).flatMap(([key, value]) => {
      if (key === "rds.logical_replication") return value === "1" ? [["wal_level", "logical"]] : [];
      return key.startsWith("rds.") ? [] : [[key, value]];
    }),
  );
}

/**
 * PostgreSQL refuses to be root's; then it is nobody's, on any system. Throws UserError when some
 * paths are closed to others than root.
 */
export function otherThanRoot(...paths: readonly string[]): ServiceUser | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const closed = paths.flatMap(ancestors).find((folder) => (statSync(folder).mode & 0o001) === 0);
  if (closed === undefined) return { uid: 65_534, gid: 65_534 };
  throw new UserError(
    `PostgreSQL refuses to run as root, and other users cannot enter ${closed}: run as another user, or let others enter it (chmod o+x ${closed}).`,
  );
}

function ancestors(path: string): string[] {
  const parent = dirname(path);
  return parent === path ? [] : [...ancestors(parent), parent];
}

function own(path: string, user: ServiceUser | undefined): void {
  if (user !== undefined) chownSync(path, user.uid, user.gid);
}

/** Runs a program to its end; it reads statements, each in paragraphs of its own. */
async function runOnce(
  file: string,
  args: readonly string[],
  user: ServiceUser | undefined,
  statements: readonly string[] = [],
): Promise<void> {
  const input = statements.map((statement) => `${statement};\n\n`).join("");
  const options = { all: true, reject: false, input, env: inherited(), extendEnv: false, ...user };
  const { failed, all = "", exitCode, shortMessage } = await execa(file, args, options);
  // The one that reads statements goes on after an error, and ends well.
  if (!failed && !/\bERROR: /.test(all)) return;
  const why = exitCode === undefined ? shortMessage : all;
  throw new UserError(
    `${file} could not make an empty database${user ? ` as user ${user.uid}, since PostgreSQL refuses to be root's` : ""}:\n${why}`,
  );
}
