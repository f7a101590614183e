import {
  chmod,
  cp,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rename,
  rm,
  symlink,
} from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import { execa } from "execa";
import { z } from "zod";
import { projectRoot } from "../../support/projectRoot";

const target = z.object({ types: z.string(), default: z.string() });
const manifestSchema = z.object({
  name: z.string(),
  version: z.string(),
  main: z.string(),
  types: z.string(),
  // What is no code, package.json itself, is exported by its path alone.
  exports: z.record(z.string(), z.union([target, z.string()])),
  bin: z.record(z.string(), z.string()),
  dependencies: z.record(z.string(), z.string()),
});

/** What the packed package.json says. */
export type Manifest = z.output<typeof manifestSchema>;

/** The package as another program has it. */
export interface InstalledPackage {
  /** Folder of the other program, outside the project. */
  readonly program: string;
  readonly manifest: Manifest;
  /** Folder of the package in it. */
  readonly folder: string;
  /** Size of the tarball in bytes. */
  readonly bytes: number;
  /** Its files, from its folder. */
  readonly files: readonly string[];
  readonly remove: () => Promise<void>;
}

/**
 * Packs the project and installs the tarball into the folder of another program, a copy of
 * `example`. Of other packages that program has those that the package names, by links to the
 * project's, and what it needs itself to be checked: an import that no dependency stands for fails.
 */
export async function installPackage(example: string): Promise<InstalledPackage> {
  const program = await mkdtemp(join(tmpdir(), "package-test-"));
  await cp(join(projectRoot, example), program, { recursive: true });
  await execa("npm", ["pack", "--silent", "--pack-destination", program], { cwd: projectRoot });
  const [tarball = ""] = (await readdir(program)).filter((file) => file.endsWith(".tgz"));
  const bytes = (await readFile(join(program, tarball))).length;
  await execa("tar", ["-xzf", tarball], { cwd: program });
  const manifest = manifestSchema.parse(
    JSON.parse(await readFile(join(program, "package", "package.json"), "utf8")),
  );
  const modules = join(program, "node_modules");
  const folder = join(modules, manifest.name);
  await mkdir(modules);
  await rename(join(program, "package"), folder);
  for (const name of [...Object.keys(manifest.dependencies), "@types/node"]) {
    await link(join(projectRoot, "node_modules", name), join(modules, name));
  }
  for (const [name, file] of Object.entries(manifest.bin)) {
    await chmod(join(folder, file), 0o755);
    await link(join("..", manifest.name, file), join(modules, ".bin", name));
  }
  const remove = (): Promise<void> => rm(program, { recursive: true, force: true });
  return { program, manifest, folder, bytes, files: await filesOf(folder), remove };
}

async function link(to: string, from: string): Promise<void> {
  await mkdir(dirname(from), { recursive: true });
  await symlink(to, from);
}

/** Files in a folder, from there on, sorted. */
export async function filesOf(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
    .sort();
}
