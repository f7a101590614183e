import { createWriteStream, existsSync } from "node:fs";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { UserError } from "../support/userError";
import type { DownloadedArchive } from "./archive";
import { cached, pluginCache } from "../support/cache";
import { assertChecksum } from "./checksum";

const TEN_MINUTES_MS = 10 * 60 * 1000;

/** Finds an archive in the plugin cache, or else downloads it; refuses a wrong checksum. */
export async function downloadArchive(archive: DownloadedArchive): Promise<string> {
  const target = join(pluginCache(), archive.fileName);
  if (existsSync(target)) {
    await assertChecksum(target, archive, target);
    return target;
  }
  return cached(target, async (temporary) => {
    await download(archive, temporary);
    await assertChecksum(temporary, archive, archive.url);
  });
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
        `Get ${archive.fileName} from its vendor and put it into ${pluginCache()}, or name another address of it, or a file.`,
      ].join("\n"),
    );
  }
}

/** fetch says only "fetch failed"; what failed is its cause. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? error.cause.message : error.message;
}
