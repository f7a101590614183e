import { existsSync } from "node:fs";
import { dirname, extname, join } from "node:path";

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
