import { randomUUID } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, rename, rm } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { programRoot } from "./program";

/**
 * Returns the folder where everything that can be fetched or built again is kept: `.cache` in the
 * program's folder, or the folder that PIPELINE_CACHE_DIR names.
 */
export function cacheDirectory(): string {
  const configured = process.env["PIPELINE_CACHE_DIR"];
  return configured ? resolve(configured) : join(programRoot(), ".cache");
}

/**
 * Returns the folder where plugin archives are kept; a user may put one there by hand under its
 * catalogue name.
 */
export function pluginCache(): string {
  return join(cacheDirectory(), "plugins");
}

/**
 * Makes a file or folder of the cache once. `make` writes to a path of its own that is moved into
 * place when it is whole, so an interrupted run leaves nothing that looks finished, and of two runs
 * at once the first to finish wins.
 */
export async function cached(
  target: string,
  make: (temporary: string) => Promise<void>,
): Promise<string> {
  if (existsSync(target)) return target;
  await mkdir(dirname(target), { recursive: true });
  const temporary = `${target}.${randomUUID()}.part`;
  try {
    await make(temporary);
    await moveUnlessThere(temporary, target);
  } finally {
    await rm(temporary, { recursive: true, force: true });
  }
  return target;
}

async function moveUnlessThere(temporary: string, target: string): Promise<void> {
  try {
    await rename(temporary, target);
  } catch (error) {
    // A folder cannot be moved over one that another run has finished meanwhile.
    if (!existsSync(target)) throw error;
  }
}
