import { extname, join } from "node:path";

/**
 * Whether this is the package as another program installs it, compiled into dist/, and not the
 * project whose TypeScript runs as it stands.
 */
export const installed = extname(__filename) === ".js";

/** Folder of the code: the project, or dist/ in the package. */
export const codeRoot = join(__dirname, "..");

/** Folder of the project on this machine, or of the package where that is installed. */
export const projectRoot = installed ? join(codeRoot, "..") : codeRoot;

/**
 * Folder of the Pulumi program, from which its own paths count. Pulumi runs a program, and its
 * commands, there.
 */
export const programRoot = installed ? process.cwd() : projectRoot;
