import { join } from "node:path";
import AdmZip from "adm-zip";
import { confluentDatagen, confluentDynamoDbSink } from "../../archives/catalogue";

/** Settings by which a stage takes the plugins of a folder, as a user's own archives. */
export function ownArchives(folder: string): Record<string, string> {
  return {
    plugins: "confluent",
    confluentSinkFile: join(folder, "sink.zip"),
    confluentDatagenFile: join(folder, "datagen.zip"),
  };
}

/** Writes the sink's archive; another release has another content. */
export function writeSink(folder: string, release: string): void {
  writeArchive(join(folder, "sink.zip"), confluentDynamoDbSink().mainClass, release);
}

export function writeGenerator(folder: string): void {
  writeArchive(join(folder, "datagen.zip"), confluentDatagen().mainClass, "the only one");
}

/** An archive that holds its class, as much as a deployment looks for. */
function writeArchive(file: string, mainClass: string, release: string): void {
  const jar = new AdmZip();
  jar.addFile(`${mainClass.replaceAll(".", "/")}.class`, Buffer.from(release));
  const archive = new AdmZip();
  archive.addFile("lib/plugin.jar", jar.toBuffer());
  archive.writeZip(file);
}
