import { existsSync, readFileSync, statSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { parse } from "yaml";
import { z } from "zod";
import { projectRoot } from "./projectRoot";

/** Written as its name alone, or with options. */
const runtime = z.union([
  z.string().transform((name) => ({ name, options: {} })),
  z.object({
    name: z.string(),
    options: z
      .record(z.string(), z.json())
      .nullish()
      .transform((options) => options ?? {}),
  }),
]);

const projectFile = z.object({
  main: z.string().default("."),
  runtime: runtime.default({ name: "nodejs", options: {} }),
});

/** What runs a program: its language as Pulumi calls it, such as python, and options of that. */
export type Runtime = z.output<typeof runtime>;

/** Returns the main module of the Pulumi program, or the folder in which it is found. */
export function programMain(): string {
  return resolve(projectRoot, projectOf().main);
}

/** Returns what runs the Pulumi program: nodejs where there is no Pulumi.yaml. */
export function programRuntime(): Runtime {
  return projectOf().runtime;
}

function projectOf(): z.output<typeof projectFile> {
  const file = join(projectRoot, "Pulumi.yaml");
  return projectFile.parse(existsSync(file) ? parse(readFileSync(file, "utf8")) : {});
}

/**
 * Returns the folder of the Pulumi program, from which its own paths count. Pulumi runs a program,
 * and its commands, there.
 */
export function programRoot(): string {
  const main = programMain();
  return statSync(main, { throwIfNoEntry: false })?.isDirectory() === true ? main : dirname(main);
}
