import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parse } from "yaml";
import { z } from "zod";
import { projectRoot } from "../../support/projectRoot";

/**
 * Makes the folder of a stack: the project by links, with stage files of its own, since Pulumi writes
 * into them; the state; and Pulumi's home.
 */
export function makeFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "engine-"));
  mkdirSync(join(folder, "state"));
  linkProject(projectRoot, join(folder, "msk-pipeline"));
  writePlugins(folder);
  return folder;
}

/** Has Pulumi find the plugins of a stack's folder, which it asks for before it attaches to ours. */
export function writePlugins(folder: string): void {
  for (const name of ["aws", "awsx", "command"]) writePlugin(join(folder, "home"), name);
}

/** Makes the folder of another project in that of a stack; returns the project's name. */
export function makeProject(folder: string, source: string): string {
  const from = join(projectRoot, source);
  const file = parse(readFileSync(join(from, "Pulumi.yaml"), "utf8")) as unknown;
  const { name } = projectSchema.parse(file);
  linkProject(from, join(folder, name));
  // What installing its packages would make.
  symlinkSync(join(projectRoot, "node_modules"), join(folder, name, "node_modules"));
  return name;
}

function linkProject(from: string, to: string): void {
  mkdirSync(to);
  for (const name of readdirSync(from)) {
    if (name === ".git") continue;
    if (/^Pulumi\..*yaml$/.test(name)) cpSync(join(from, name), join(to, name));
    else symlinkSync(join(from, name), join(to, name));
  }
}

const projectSchema = z.object({ name: z.string() });

function writePlugin(home: string, name: string): void {
  const directory = join(home, "plugins", `resource-${name}-v${versionOf(name)}`);
  mkdirSync(directory, { recursive: true });
  writeFileSync(join(directory, `pulumi-resource-${name}`), "#!/bin/sh\nexit 1\n", { mode: 0o755 });
}

/** The version that the program's package asks the engine for. */
function versionOf(name: string): string {
  const file = require.resolve(`@pulumi/${name}/package.json`);
  return packageSchema.parse(JSON.parse(readFileSync(file, "utf8"))).version;
}

const packageSchema = z.object({ version: z.string() });
