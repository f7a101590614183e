import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { cp, mkdir, mkdtemp, readdir, readFile, rename, rm } from "node:fs/promises";
import { join, relative } from "node:path";
import type { BuiltArchive } from "./archive";
import { cached, pluginCache } from "../support/cache";
import { packageRoot } from "../support/projectRoot";
import { runMaven } from "../support/maven";

/** Folders of plugins/ that do not go into an archive. */
const LEFT_OUT = new Set(["target", "test"]);

/** A module of plugins/, and the version of its archive. */
export interface Built extends BuiltArchive {
  readonly version: string;
}

/** Builds a module of plugins/ with Maven; unchanged sources are built only once. */
export async function buildArchive(built: Built): Promise<string> {
  const [archive = ""] = await buildArchives([built]);
  return archive;
}

/** Builds modules of plugins/ with one run of Maven; unchanged sources are built only once. */
export async function buildArchives(built: readonly Built[]): Promise<string[]> {
  const sources = join(packageRoot, "plugins");
  const fingerprint = await fingerprintOf(sources);
  const archives = built.map(({ module, version, profile }) => ({
    module,
    profile,
    file: `${module}-${version}.zip`,
    target: join(
      pluginCache(),
      `${[module, ...(profile === undefined ? [] : [profile]), version, fingerprint].join("-")}.zip`,
    ),
  }));
  const missing = archives.filter(({ target }) => !existsSync(target));
  for (const profile of new Set(missing.map((each) => each.profile))) {
    await buildModules(
      sources,
      missing.filter((each) => each.profile === profile),
      profile,
    );
  }
  return archives.map(({ target }) => target);
}

interface ToBuild {
  readonly module: string;
  /** Name of the zip that Maven makes. */
  readonly file: string;
  /** Where it is kept. */
  readonly target: string;
}

/** Builds modules in one run of Maven, which a profile holds for as a whole. */
async function buildModules(
  sources: string,
  missing: readonly ToBuild[],
  profile: string | undefined,
): Promise<void> {
  await withWorkspace(async (workspace) => {
    await cp(sources, workspace, { recursive: true, filter: (path) => isSource(sources, path) });
    const modules = missing.map(({ module }) => module);
    await runMaven(
      [
        ...["-f", join(workspace, "pom.xml"), "-pl", modules.join(), "-am"],
        ...(profile === undefined ? [] : ["-P", profile]),
        ...["package", "-DskipTests"],
      ],
      `build ${modules.join(", ")} from plugins/`,
    );
    for (const { module, file, target } of missing) {
      await cached(target, (temporary) =>
        rename(join(workspace, module, "target", file), temporary),
      );
    }
  });
}

/** A folder of its own for each build: two are done at once, and the user's target/ stays as it is. */
async function withWorkspace(build: (workspace: string) => Promise<void>): Promise<void> {
  await mkdir(pluginCache(), { recursive: true });
  const workspace = await mkdtemp(join(pluginCache(), "build-"));
  try {
    await build(workspace);
  } finally {
    await rm(workspace, { recursive: true, force: true });
  }
}

async function fingerprintOf(sources: string): Promise<string> {
  const entries = await readdir(sources, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => isSource(sources, path) && !path.endsWith(".md"))
    .sort();
  const hash = createHash("sha256");
  for (const file of files) {
    hash.update(`${relative(sources, file)}\0`).update(await readFile(file));
  }
  return hash.digest("hex").slice(0, 12);
}

function isSource(sources: string, path: string): boolean {
  return !relative(sources, path)
    .split(/[\\/]/)
    .some((part) => LEFT_OUT.has(part));
}
