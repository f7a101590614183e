import { createHash } from "node:crypto";
import { mkdir, readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { execa } from "execa";
import { lock } from "proper-lockfile";
import { cacheDirectory, cached } from "../../support/cache";
import { projectRoot } from "../../support/projectRoot";

/** What is made, or is no part of the package. */
const WITHOUT = new Set([
  ".git",
  ".cache",
  ".pipeline",
  "dist",
  "docs",
  "node_modules",
  "target",
  "tests",
]);

/**
 * Has `npm run new` make a project with the package of the sources as they are, once: packing builds
 * into one folder of the project, which two at a time would take from each other.
 */
export async function packedProject(): Promise<string> {
  const folder = join(cacheDirectory(), "packages");
  await mkdir(folder, { recursive: true });
  const release = await lock(folder, { retries: { forever: true, maxTimeout: 1000 } });
  try {
    return await cached(join(folder, await hashOfSources()), async (temporary) => {
      await execa("npm", ["run", "--silent", "new", "--", temporary], { cwd: projectRoot });
    });
  } finally {
    await release();
  }
}

async function hashOfSources(): Promise<string> {
  const hash = createHash("sha256");
  for (const file of await sourcesIn(projectRoot)) hash.update(file).update(await readFile(file));
  return hash.digest("hex").slice(0, 16);
}

async function sourcesIn(folder: string): Promise<string[]> {
  const entries = (await readdir(folder, { withFileTypes: true })).filter(
    ({ name }) => !WITHOUT.has(name),
  );
  const nested = entries
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
    .map(async (entry) => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) return sourcesIn(path);
      return entry.isFile() ? [path] : [];
    });
  return (await Promise.all(nested)).flat();
}
