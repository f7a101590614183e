import { createWriteStream, existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { UserError } from "../support/userError";
import type { DownloadedArchive } from "./archive";
import { sha256Of } from "../support/checksum";
import { cached, pluginCache } from "../support/cache";
import { projectRoot } from "../support/projectRoot";

const TEN_MINUTES_MS = 10 * 60 * 1000;

/** Finds an archive in its file or the plugin cache, or else downloads it; refuses a wrong checksum. */
export async function downloadArchive(archive: DownloadedArchive): Promise<string> {
  if (archive.file !== undefined) return fileOf(archive, resolve(projectRoot, archive.file));
  const target = join(pluginCache(), archive.fileName);
  if (existsSync(target)) return fileOf(archive, target);
  return cached(target, async (temporary) => {
    await download(archive, temporary);
    await verify(archive, temporary, archive.url);
  });
}

async function fileOf(archive: DownloadedArchive, path: string): Promise<string> {
  if (!existsSync(path)) {
    throw new UserError(`The plugin archive ${path} does not exist; the stage names it as a file.`);
  }
  await verify(archive, path, path);
  return path;
}

async function download(archive: DownloadedArchive, target: string): Promise<void> {
  try {
    const response = await fetch(archive.url, { signal: AbortSignal.timeout(TEN_MINUTES_MS) });
    if (!response.ok || response.body === null) {
      throw new Error(`the server answered ${response.status} ${response.statusText}`);
    }
    await pipeline(Readable.fromWeb(response.body), createWriteStream(target));
  } catch (error) {
    throw new UserError(
      [
        `The plugin archive could not be downloaded from ${archive.url}: ${reasonOf(error)}`,
        `Get ${archive.fileName} from its vendor and put it into ${pluginCache()}, or name another address or a file in the stage's settings.`,
      ].join("\n"),
    );
  }
}

/** fetch says only "fetch failed"; what failed is its cause. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? error.cause.message : error.message;
}

async function verify(archive: DownloadedArchive, path: string, origin: string): Promise<void> {
  if (archive.sha256 === undefined) return;
  const actual = await sha256Of(path);
  if (actual === archive.sha256) return;
  throw new UserError(
    `The plugin archive ${archive.fileName} from ${origin} is not the one that the stage expects: its SHA-256 is ${actual}, the setting says ${archive.sha256}.`,
  );
}
