import { readdir } from "node:fs/promises";
import { join, resolve } from "node:path";
import { execa } from "execa";
import { tryoutTool } from "../../archives/catalogue";
import type { Archive } from "../../archives/archive";
import { prepareArchive } from "../../archives/prepare";
import { unzipPlugin } from "../../archives/unzip";
import { projectRoot } from "../../support/projectRoot";
import { UserError } from "../../support/userError";
import type { DeclaredStage, PlannedConnector } from "../declared/declaredStage";
import { planStage, type StageOptions } from "../declared/planStage";
import { kafkaConnectRelease } from "../declared/versions";
import { findJava } from "../services/jvm/java";
import { QUICK_START } from "../services/jvm/launch";
import { resolvePart } from "../services/jvm/parts";
import { workerPart } from "../services/worker";
import { readRecords, type TriedRecord } from "./records";
import { parseSteps, renderSteps } from "./steps";

export interface TryOptions extends StageOptions {
  /** A sink, by its name or by its name within the stage. */
  readonly connector: string;
  /** File of records, or - for stdin. */
  readonly record: string;
  readonly json: boolean;
}

interface Output {
  readonly print: (text: string) => void;
  readonly note: (text: string) => void;
}

/**
 * Shows what a sink's converters and transforms make of records, step by step, without a broker or a
 * worker. Throws UserError for a connector that is no sink of the stage, for records that are none,
 * and for converters and transforms that cannot be made.
 */
export async function tryRecords(
  { connector, record, json, ...options }: TryOptions,
  { print, note }: Output,
): Promise<void> {
  const sink = sinkOf(await planStage(options), connector);
  const records = await readRecords(record, firstTopic(sink));
  const output = (await run(sink, records, note)).trimEnd();
  print(json ? output : renderSteps(parseSteps(output)));
}

/** Finds a sink by its name; throws UserError that names those there are. */
export function sinkOf(
  { name: stage, connectors }: DeclaredStage,
  asked: string,
): PlannedConnector {
  const sinks = connectors.filter(({ config }) => "topics" in config || "topics.regex" in config);
  const sink = sinks.find(({ name }) => [asked, `${stage}-${asked}`].includes(name));
  if (sink !== undefined) return sink;
  const is = connectors.some(({ name }) => [asked, `${stage}-${asked}`].includes(name))
    ? `--connector ${asked} is a source, whose records come from outside of Kafka`
    : `Stage ${stage} has no connector ${asked}`;
  throw new UserError(`${is}; its sinks are ${sinks.map(({ name }) => name).join(", ")}.`);
}

/** Undefined for a sink that has its topics by a pattern. */
function firstTopic({ config }: PlannedConnector): string | undefined {
  return config["topics"]?.split(",")[0]?.trim();
}

/** Runs plugins/tryout on the worker's class path, with the sink's own plugin. */
async function run(
  { config, worker, plugin, kafkaConnectVersion }: PlannedConnector,
  records: readonly TriedRecord[],
  note: (text: string) => void,
): Promise<string> {
  const part = workerPart(kafkaConnectRelease(kafkaConnectVersion));
  const [java, { classPath }, own, tool] = await Promise.all([
    findJava(),
    resolvePart(part, note),
    jarsOf(plugin),
    jarsOf(tryoutTool),
  ]);
  const classes = [tool, classPath, own].join(":");
  const ended = await execa(java.command, [...QUICK_START, "-cp", classes, tryoutTool.mainClass], {
    input: JSON.stringify({ connector: config, worker, records }),
    reject: false,
  });
  if (!ended.failed) return ended.stdout;
  throw new UserError(ended.stderr.trim() || ended.shortMessage);
}

/** The jars of an archive, as java takes them. */
async function jarsOf(archive: Archive): Promise<string> {
  const { path } = await prepareArchive(archive);
  const { directory } = await unzipPlugin(resolve(projectRoot, path));
  const files = await readdir(directory, { recursive: true });
  const jars = files.filter((file) => file.endsWith(".jar")).sort();
  return jars.map((jar) => join(directory, jar)).join(":");
}
