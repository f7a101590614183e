import { randomUUID } from "node:crypto";
import { existsSync, readdirSync, statSync } from "node:fs";
import { cp, mkdir, rename, rm, writeFile } from "node:fs/promises";
import { basename, join, resolve } from "node:path";
import { execa } from "execa";
import { installed, packageRoot } from "../support/projectRoot";
import { UserError } from "../support/userError";
import { templates, type Language } from "./languages";

/** What installing, running and building leave in a project; npm would pack no file of this name. */
const IGNORED = ["node_modules/", ".cache/", ".pipeline/", "venv/", "__pycache__/", ""].join("\n");

/**
 * Makes a project in a folder that is empty or not there: a copy of one of examples/ and the package
 * that it depends on. Resolves to the folder's path; throws UserError for a folder that holds
 * something, and leaves nothing half made, also where the signal ends it.
 */
export async function newProject(
  folder: string,
  language: Language,
  signal: AbortSignal,
): Promise<string> {
  const target = resolve(folder);
  refuseTaken(target);
  const temporary = `${target}.${randomUUID()}.part`;
  try {
    await mkdir(temporary, { recursive: true });
    const template = join(packageRoot, "examples", templates[language]);
    await cp(template, temporary, { recursive: true, filter: (path) => !isMade(path) });
    await writeFile(join(temporary, ".gitignore"), IGNORED);
    await pack(temporary, signal);
    await rename(temporary, target);
  } finally {
    await rm(temporary, { recursive: true, force: true });
  }
  return target;
}

function refuseTaken(target: string): void {
  if (!existsSync(target)) return;
  if (!statSync(target).isDirectory()) {
    throw new UserError(`${target} is a file: name a folder that is empty or not there yet.`);
  }
  const [first] = readdirSync(target);
  if (first === undefined) return;
  throw new UserError(
    `${target} is not empty, it has ${first}: name a folder that is empty or not there yet.`,
  );
}

/** Tells whether something of the template is what its own use has left there. */
function isMade(path: string): boolean {
  return /^(node_modules|\.cache|\.pipeline|venv|sdks|__pycache__|package-lock\.json|.*\.tgz)$/.test(
    basename(path),
  );
}

/** Packs the package anew, as it is installed or as this checkout has it. */
async function pack(folder: string, signal: AbortSignal): Promise<void> {
  const asItIs = installed ? ["--ignore-scripts"] : [];
  const args = ["pack", packageRoot, "--silent", ...asItIs, "--pack-destination", folder];
  const options = { cwd: folder, all: true, reject: false, cancelSignal: signal } as const;
  const { failed, all } = await execa("npm", args, options);
  signal.throwIfAborted();
  if (failed) throw new UserError(`npm could not pack ${packageRoot}. It said:\n${all}`);
}
