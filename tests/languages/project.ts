import { cpSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parse, stringify } from "yaml";
import { z } from "zod";
import type { InstalledPackage } from "../helpers/installedPackage";

/** A program as its users have it. */
export interface Project {
  /** Folder of its files. */
  readonly source: string;
  /** What the project is called here. */
  readonly name: string;
  /** What it needs of the environment. */
  readonly env: Readonly<Record<string, string>>;
}

/** Copies a project into a folder, under its name here, with our package installed beside it. */
export function copyProject(
  { program }: InstalledPackage,
  { source, name }: Project,
  folder: string,
): void {
  cpSync(source, folder, { recursive: true });
  adapt(join(folder, "Pulumi.yaml"), name);
  symlinkSync(join(program, "node_modules"), join(folder, "node_modules"));
}

/** Calls a project as its test does, and has it find its packages by the environment alone. */
function adapt(file: string, name: string): void {
  const project = projectSchema.parse(parse(readFileSync(file, "utf8")));
  const { runtime } = project;
  const without = typeof runtime === "string" ? runtime : runtime.name;
  writeFileSync(file, stringify({ ...project, name, runtime: without }));
}

const projectSchema = z.looseObject({
  runtime: z.union([z.string(), z.object({ name: z.string() })]),
});
