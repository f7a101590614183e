import { tryoutTool } from "../../archives/catalogue";
import { UserError } from "../../support/userError";
import { jsonValues, withValueConverter } from "../../connectors/connector";
import { isSink } from "../../plan/declared";
import type { Properties } from "../../support/properties";
import type { DeclaredStage, DeclaredConnector } from "../declared/declaredStage";
import { planStage, type StageOptions } from "../declared/planStage";
import { registriesOf } from "../declared/registries";
import { kafkaConnectRelease } from "../declared/versions";
import { classPathOf, resolvePart } from "../services/jvm/parts";
import { runTool, unzippedArchive } from "../services/jvm/tool";
import { workerPart } from "../services/worker";
import type { Note } from "../view/view";
import { readRecords, type TriedRecord } from "./records";
import { parseSteps, renderSteps } from "./steps";

export interface TryOptions extends StageOptions {
  /** A sink, by its name or by its name within the stage. */
  readonly connector: string;
  /** File of records, or - for stdin. */
  readonly record: string;
  readonly json: boolean;
}

/**
 * Shows what a sink's converters and transforms make of records, step by step, without a broker or a
 * worker; downloads are noted. Throws UserError for a connector that is no sink of the stage, for
 * records that are none, and for converters and transforms that cannot be made.
 */
export async function tryRecords(
  { connector, record, json, ...options }: TryOptions,
  note: Note,
): Promise<string> {
  const sink = sinkNamed(await planStage(options), connector);
  const records = await readRecords(record, sink.reads[0]);
  const output = (await run(sink, records, note)).trimEnd();
  return json ? output : renderSteps(parseSteps(output));
}

/** Finds a sink by its name; throws UserError that names those there are. */
export function sinkNamed(
  { name: stage, connectors }: DeclaredStage,
  asked: string,
): DeclaredConnector {
  const found = connectors.find(({ name }) => name === asked || name === `${stage}-${asked}`);
  if (found !== undefined && isSink(found)) return found;
  const is =
    found === undefined
      ? `Stage ${stage} has no connector ${asked}`
      : `--connector ${asked} is a source, whose records come from outside of Kafka`;
  const sinks = connectors.filter(isSink).map(({ name }) => name);
  throw new UserError(`${is}; its sinks are ${sinks.join(", ")}.`);
}

/** Runs plugins/tryout on the worker's class path, with the sink's own plugin. */
async function run(
  { config, worker, plugin, kafkaConnectVersion }: DeclaredConnector,
  records: readonly TriedRecord[],
  note: Note,
): Promise<string> {
  const [{ classPath }, tool, own] = await Promise.all([
    resolvePart(workerPart(kafkaConnectRelease(kafkaConnectVersion)), note),
    unzippedArchive(tryoutTool).then(classPathOf),
    unzippedArchive(plugin).then(classPathOf),
  ]);
  return runTool({
    classPath: [tool, classPath, own].join(":"),
    mainClass: tryoutTool.mainClass,
    input: JSON.stringify({ connector: withJsonValues(config), worker, records }),
  });
}

/**
 * Has the values be JSON, as a user writes them. AWS's converter would make the same fields of them
 * in Avro, and ask a registry, which there is none of here.
 */
export function withJsonValues(config: Properties): Properties {
  if (registriesOf({ connectors: [{ config }] }).length === 0) return config;
  return withValueConverter<string>(config, jsonValues);
}
