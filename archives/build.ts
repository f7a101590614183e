import { createHash } from "node:crypto";
import { cp, mkdtemp, readdir, readFile, rename, rm } from "node:fs/promises";
import { join, relative } from "node:path";
import type { BuiltArchive } from "./archive";
import { cached, pluginCache } from "../support/cache";
import { packageRoot } from "../support/projectRoot";
import { runMaven } from "../support/maven";

/** Folders of plugins/ that do not go into an archive. */
const LEFT_OUT = new Set(["target", "test"]);

/** Builds a module of plugins/ with Maven; unchanged sources are built only once. */
export async function buildArchive({ module }: BuiltArchive, version: string): Promise<string> {
  const sources = join(packageRoot, "plugins");
  const fingerprint = await fingerprintOf(sources);
  const target = join(pluginCache(), `${module}-${version}-${fingerprint}.zip`);
  return cached(target, async (temporary) => {
    // A folder of its own: two modules are built at once, and the user's own target/ stays as it is.
    const workspace = await mkdtemp(join(pluginCache(), "build-"));
    try {
      await cp(sources, workspace, { recursive: true, filter: (path) => isSource(sources, path) });
      await runMaven(
        ["-f", join(workspace, "pom.xml"), "-pl", module, "-am", "package", "-DskipTests"],
        `build ${module} from plugins/${module}`,
      );
      await rename(join(workspace, module, "target", `${module}-${version}.zip`), temporary);
    } finally {
      await rm(workspace, { recursive: true, force: true });
    }
  });
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
