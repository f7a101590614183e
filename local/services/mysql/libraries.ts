import { existsSync } from "node:fs";
import { copyFile, mkdir, readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { execa } from "execa";
import { cacheDirectory, cached } from "../../../support/cache";
import type { Note } from "../../view/view";

/** Packages of the libraries that a mysqld for Linux needs and a small system lacks. */
const PACKAGES: Readonly<Record<string, Packages>> = {
  "libaio.so.1": { debian: ["libaio1", "libaio1t64"], fedora: "libaio" },
  "libnuma.so.1": { debian: ["libnuma1"], fedora: "numactl-libs" },
};

interface Packages {
  /** Its names in Debian and Ubuntu, of which each release knows one. */
  readonly debian: readonly string[];
  /** Its name in Fedora and Amazon Linux. */
  readonly fedora: string;
}

/** Says how a library is installed by hand. */
export function toInstall(library: string): string {
  const { debian = [], fedora } = PACKAGES[library] ?? {};
  if (fedora === undefined) return "the package that has it";
  return `${debian.join(" or ")} (Debian, Ubuntu) or ${fedora} (Fedora, Amazon Linux)`;
}

/** Finds the libraries that a program needs and neither the system nor a folder has. */
export async function missingLibraries(command: string, folder?: string): Promise<string[]> {
  if (process.platform !== "linux" || !existsSync(command)) return [];
  const env = folder === undefined ? {} : { LD_LIBRARY_PATH: folder };
  const { stdout } = await execa("ldd", [command], { reject: false, env });
  return notFound(stdout);
}

/** Names of the libraries that ldd does not find. */
export function notFound(ldd: string): string[] {
  return [...ldd.matchAll(/^\s*(\S+) => not found/gm)].map(([, name = ""]) => name);
}

/**
 * Takes libraries from the packages of a Debian or Ubuntu into a folder of the cache, and returns that.
 * Nothing is installed, so that nobody has to be root; apt verifies what it downloads. Throws where
 * there is no apt, or it has no such packages.
 */
export async function fetchLibraries(names: readonly string[], note: Note): Promise<string> {
  const target = join(cacheDirectory(), "mysql", ["libraries", ...names].join("-"));
  return cached(target, async (temporary) => {
    note(`${names.join(" and ")}, from the system's packages`);
    const work = join(temporary, "apt");
    await unpackPackages(
      names.map((name) => PACKAGES[name]?.debian ?? []),
      work,
    );
    for (const name of names) await copyFile(await find(name, work), join(temporary, name));
    await rm(work, { recursive: true });
  });
}

/** Downloads and unpacks the first package of each list that there is. */
async function unpackPackages(lists: readonly (readonly string[])[], work: string): Promise<void> {
  // apt's own folders are root's.
  const folders = { "Dir::State::Lists": join(work, "lists"), "Dir::Cache": join(work, "cache") };
  await mkdir(join(work, "lists", "partial"), { recursive: true });
  await mkdir(join(work, "cache", "archives", "partial"), { recursive: true });
  const options = Object.entries(folders).flatMap(([key, path]) => ["-o", `${key}=${path}`]);
  const apt = async (...args: readonly string[]): Promise<void> => {
    await execa("apt-get", ["-qq", ...options, ...args], { cwd: work, stdin: "ignore" });
  };
  await apt("update");
  for (const names of lists) await firstOf(names, (name) => apt("download", name));
  for (const file of await readdir(work)) {
    if (file.endsWith(".deb")) await execa("dpkg-deb", ["-x", join(work, file), work]);
  }
}

/** Tries one after another, and fails as the last does. */
async function firstOf(
  names: readonly string[],
  take: (name: string) => Promise<void>,
): Promise<void> {
  const [name, ...others] = names;
  if (name === undefined) throw new Error("No package is known that has it");
  try {
    await take(name);
  } catch (error) {
    if (others.length === 0) throw error;
    await firstOf(others, take);
  }
}

/** Finds a library by its name, or by that of releases with times of 64 bits. */
async function find(name: string, folder: string): Promise<string> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const entry = entries.find((each) => each.name === name || each.name === `${name}t64`);
  if (entry === undefined) throw new Error(`Its package has no ${name}`);
  return join(entry.parentPath, entry.name);
}
