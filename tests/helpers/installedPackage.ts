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
import ts from "typescript";
import { z } from "zod";
import { projectRoot } from "../../support/projectRoot";
import { packedProject } from "./packedProject";

/** What a new project has its types checked by. */
const TO_CHECK = ["@types/node", "typescript"];

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
 * Makes a new project, as a user does in a checkout, and installs the package there. Of other
 * packages it has those that the package names, by links to the project's, and what it needs itself
 * to be checked: an import that no dependency stands for fails.
 */
export async function installPackage(): Promise<InstalledPackage> {
  const program = await mkdtemp(join(tmpdir(), "package-test-"));
  await cp(await packedProject(), program, { recursive: true });
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
  for (const name of [...Object.keys(manifest.dependencies), ...TO_CHECK]) {
    await link(join(projectRoot, "node_modules", name), join(modules, name));
  }
  await link(join(projectRoot, "node_modules/typescript/bin/tsc"), join(modules, ".bin/tsc"));
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

/** Packages that the compiled code imports. */
export async function importedBy({ files, folder }: InstalledPackage): Promise<Set<string>> {
  const imported = new Set<string>();
  for (const file of files.filter((name) => name.startsWith("dist/"))) {
    const text = await readFile(join(folder, file), "utf8");
    for (const { fileName } of ts.preProcessFile(text, true, true).importedFiles) {
      if (!fileName.startsWith(".")) imported.add(packageOf(fileName));
    }
  }
  return imported;
}

function packageOf(specifier: string): string {
  const parts = specifier.split("/");
  return parts.slice(0, specifier.startsWith("@") ? 2 : 1).join("/");
}

/** What a program imports by these names; package.json is exported too, and no code. */
export function entries({ manifest }: InstalledPackage): string[] {
  return Object.entries(manifest.exports)
    .filter(([, target]) => typeof target !== "string")
    .map(([path]) => join(manifest.name, path));
}

/** Files in a folder, from there on, sorted. */
export async function filesOf(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
    .sort();
}
