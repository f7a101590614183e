import { existsSync } from "node:fs";
import { mkdir, readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import AdmZip from "adm-zip";
import { cacheDirectory, cached } from "../support/cache";
import { sha256Of } from "../support/checksum";

/** A plugin archive that is unzipped. */
export interface UnzippedPlugin {
  /** Folder for the worker's plugin.path; it holds this plugin only. */
  readonly directory: string;
  /** Whether its jars list their connectors, so that nobody needs to look for them. */
  readonly listed: boolean;
}

const LISTED = "listed";
const SERVICES = ["sink.SinkConnector", "source.SourceConnector"].map(
  (type) => `META-INF/services/org.apache.kafka.connect.${type}`,
);

/** Unzips an archive, once for each content. */
export async function unzipPlugin(archive: string): Promise<UnzippedPlugin> {
  const target = join(cacheDirectory(), "unzipped", await sha256Of(archive));
  const directory = await cached(target, async (temporary) => {
    const plugin = join(temporary, "plugin");
    await mkdir(plugin, { recursive: true });
    new AdmZip(archive).extractAllTo(plugin);
    if (await listsConnectors(plugin)) await writeFile(join(temporary, LISTED), "");
  });
  return { directory, listed: existsSync(join(directory, LISTED)) };
}

async function listsConnectors(plugin: string): Promise<boolean> {
  const files = await readdir(plugin, { recursive: true });
  return files
    .filter((file) => file.endsWith(".jar"))
    .map((jar) => new AdmZip(join(plugin, jar)))
    .some((jar) => SERVICES.some((service) => jar.getEntry(service) !== null));
}
