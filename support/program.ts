import { existsSync, readFileSync, statSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { parse } from "yaml";
import { z } from "zod";
import { projectRoot } from "./projectRoot";

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
