import { isAbsolute, relative } from "node:path";
import { z } from "zod";
import type { Archive } from "./archive";
import { assembleArchive } from "./assemble";
import { buildArchive, buildArchives } from "./build";
import { programRoot } from "../support/program";
import { sha256Of } from "../support/checksum";
import { assertHoldsClass } from "./mainClass";
import { downloadArchive } from "./download";
import { archiveFile } from "./file";

/** An archive that is on this machine, whole and verified. */
export interface PreparedArchive {
  /**
   * Path of the zip, relative to the program's folder where it is inside, so that it reads the same
   * everywhere.
   */
  readonly path: string;
  /** SHA-256 of the zip in lower-case hexadecimal. */
  readonly sha256: string;
}

const archiveSchema: z.ZodType<Archive> = z.object({
  name: z.string(),
  version: z.string(),
  mainClass: z.string(),
  source: z.discriminatedUnion("kind", [
    z.object({
      kind: z.literal("build"),
      module: z.string(),
      profile: z.string().exactOptional(),
    }),
    z.object({
      kind: z.literal("maven"),
      coordinates: z.string(),
      sha256: z.string().exactOptional(),
    }),
    z.object({
      kind: z.literal("download"),
      fileName: z.string(),
      url: z.string(),
      sha256: z.string().exactOptional(),
    }),
    z.object({
      kind: z.literal("file"),
      file: z.string(),
      sha256: z.string().exactOptional(),
    }),
  ]),
});

/** Reads the JSON that the program hands to the command. */
export function parseArchive(json: string): Archive {
  return archiveSchema.parse(JSON.parse(json));
}

/** Prepares several archives at once; one run of Maven builds those that are built here. */
export async function prepareArchives(archives: readonly Archive[]): Promise<PreparedArchive[]> {
  await buildArchives(
    archives.flatMap(({ source, version }) =>
      source.kind === "build" ? [{ ...source, version }] : [],
    ),
  );
  return Promise.all(archives.map(prepareArchive));
}

/** Builds, downloads or assembles an archive unless the plugin cache has it, and verifies it. */
export async function prepareArchive({
  source,
  version,
  mainClass,
}: Archive): Promise<PreparedArchive> {
  const path = await onThisMachine(source, version);
  assertHoldsClass(path, mainClass);
  const fromProgram = relative(programRoot(), path);
  const inside = !fromProgram.startsWith("..") && !isAbsolute(fromProgram);
  return { path: inside ? fromProgram : path, sha256: await sha256Of(path) };
}

function onThisMachine(source: Archive["source"], version: string): Promise<string> {
  switch (source.kind) {
    case "build":
      return buildArchive({ ...source, version });
    case "download":
      return downloadArchive(source);
    case "file":
      return archiveFile(source);
    case "maven":
      return assembleArchive(source);
  }
}

/** Returns what the command prints in a plan, which builds and downloads nothing. */
export function plannedArchive(json: string): string {
  const { name, version, source } = parseArchive(json);
  // Of an artifact of Maven's it is the jar's.
  const sha256 = source.kind === "download" || source.kind === "file" ? source.sha256 : undefined;
  return JSON.stringify({ path: `${name}-${version}.zip`, sha256: sha256 ?? "sha256" });
}
