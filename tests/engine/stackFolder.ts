import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, symlinkSync } from "node:fs";
import { writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { z } from "zod";
import { projectRoot } from "../../support/projectRoot";

/**
 * Makes the folder of a stack: the project by links, with stage files of its own, since Pulumi writes
 * into them; the state; and Pulumi's home.
 */
export function makeFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "engine-"));
  mkdirSync(join(folder, "state"));
  const project = join(folder, "project");
  mkdirSync(project);
  for (const name of readdirSync(projectRoot)) {
    if (name === ".git") continue;
    const [from, to] = [join(projectRoot, name), join(project, name)];
    if (/^Pulumi\..*yaml$/.test(name)) cpSync(from, to);
    else symlinkSync(from, to);
  }
  for (const name of ["aws", "awsx", "command"]) writePlugin(join(folder, "home"), name);
  return folder;
}

/** Has Pulumi find a provider's plugin, which it asks for before it attaches to ours. */
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
