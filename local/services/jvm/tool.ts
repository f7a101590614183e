import { resolve } from "node:path";
import { execa } from "execa";
import type { Archive } from "../../../archives/archive";
import { prepareArchive } from "../../../archives/prepare";
import { unzipPlugin } from "../../../archives/unzip";
import { programRoot } from "../../../support/program";
import { UserError } from "../../../support/userError";
import { findJava } from "./java";
import { QUICK_START } from "./launch";

/** A program of the JVM that does one thing and ends. */
export interface JvmTool {
  readonly classPath: string;
  readonly mainClass: string;
  readonly args?: readonly string[];
  /** What it reads from its standard input. @default - nothing */
  readonly input?: string;
  /** Ends it. */
  readonly signal?: AbortSignal;
}

/** Runs a tool; resolves to its output, and throws UserError with what it says when it fails. */
export async function runTool({
  classPath,
  mainClass,
  args = [],
  input = "",
  signal,
}: JvmTool): Promise<string> {
  const java = await findJava();
  const ended = await execa(java.command, [...QUICK_START, "-cp", classPath, mainClass, ...args], {
    input,
    reject: false,
    // A record may hold much.
    maxBuffer: 1024 ** 3,
    ...(signal === undefined ? {} : { cancelSignal: signal }),
  });
  signal?.throwIfAborted();
  if (!ended.failed) return ended.stdout;
  throw new UserError(ended.stderr.trim() || ended.shortMessage);
}

/** Builds or downloads an archive and unzips it, each once; resolves to the folder that it is in. */
export async function unzippedArchive(archive: Archive): Promise<string> {
  const { path } = await prepareArchive(archive);
  const { directory } = await unzipPlugin(resolve(programRoot(), path));
  return directory;
}
