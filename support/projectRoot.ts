import { existsSync, readFileSync, statSync } from "node:fs";
import { dirname, extname, join, resolve } from "node:path";
import { parse } from "yaml";
import { z } from "zod";

/**
 * Whether this is the package as another program installs it, compiled into dist/, and not the
 * project whose TypeScript runs as it stands.
 */
export const installed = extname(__filename) === ".js";

/** Folder of the code: the project, or dist/ in the package. */
export const codeRoot = join(__dirname, "..");

/** Folder of what belongs to the code, such as the plugins' sources: the project, or the package. */
export const packageRoot = installed ? join(codeRoot, "..") : codeRoot;

/**
 * Folder of the Pulumi project: this one, or that of the program which the package is installed for,
 * the nearest above the current folder with a Pulumi.yaml, as Pulumi finds it.
 */
export const projectRoot = installed ? nearestProject(process.cwd()) : codeRoot;

/** A program without a Pulumi.yaml, which the Automation API runs, is where it is run. */
function nearestProject(folder: string): string {
  for (let each = folder; ; each = dirname(each)) {
    if (existsSync(join(each, "Pulumi.yaml"))) return each;
    if (each === dirname(each)) return folder;
  }
}

const projectFile = z.object({ main: z.string().default(".") });

/** Returns the main module of the Pulumi program, or the folder in which Node.js finds it. */
export function programMain(): string {
  const file = join(projectRoot, "Pulumi.yaml");
  const project: unknown = existsSync(file) ? parse(readFileSync(file, "utf8")) : {};
  return resolve(projectRoot, projectFile.parse(project).main);
}

/**
 * Returns the folder of the Pulumi program, from which its own paths count. Pulumi runs a program,
 * and its commands, there.
 */
export function programRoot(): string {
  const main = programMain();
  return statSync(main, { throwIfNoEntry: false })?.isDirectory() === true ? main : dirname(main);
}
