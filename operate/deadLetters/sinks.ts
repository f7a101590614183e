import type { DeclaredConnector } from "../../local/declared/declaredStage";
import { UserError } from "../../support/userError";
import type { DeadLetterTarget } from "./tool";

/** A sink that sets records aside. */
export interface Sink {
  readonly connector: string;
  /** Topic of its dead letters. */
  readonly topic: string;
  /** Where a record holds the key of its item. */
  readonly keys: readonly string[];
}

/**
 * Returns the sinks of a stage that have a dead-letter topic, or the one that is named; throws
 * UserError where there is none.
 */
export async function sinksOf(
  target: DeadLetterTarget,
  connector: string | undefined,
): Promise<Sink[]> {
  const { name: stage, connectors } = await target.declared();
  const sinks = connectors.flatMap(sinkOf);
  if (sinks.length === 0) {
    throw new UserError(
      `No sink of stage ${stage} has a dead-letter topic: setting deadLetters is false, and a record that cannot be stored stops its sink.`,
    );
  }
  if (connector === undefined) return sinks;
  const named = sinks.filter((sink) => sink.connector === connector);
  if (named.length > 0) return named;
  throw new UserError(
    `--connector ${connector} is no sink of stage ${stage} with a dead-letter topic. There are: ${namesOf(sinks)}`,
  );
}

/** Returns the sink that a dead letter's offset is of; throws UserError where it could be several. */
export async function onlySink(
  target: DeadLetterTarget,
  connector: string | undefined,
): Promise<Sink> {
  const [sink, ...others] = await sinksOf(target, connector);
  if (sink !== undefined && others.length === 0) return sink;
  const names = sink === undefined ? "" : namesOf([sink, ...others]);
  throw new UserError(
    `Each sink numbers its dead letters by itself. Name one with --connector: ${names}`,
  );
}

/** Returns the arguments by which the tool knows a sink. */
export function sinkArguments({ connector, topic, keys }: Sink): string[] {
  return [
    ...["--connector", connector],
    ...["--topic", topic],
    ...keys.flatMap((key) => ["--key", key]),
  ];
}

function sinkOf({ name, config }: DeclaredConnector): Sink[] {
  const topic = config["errors.deadletterqueue.topic.name"];
  if (topic === undefined) return [];
  const references = [config["aws.dynamodb.pk.hash"], config["aws.dynamodb.pk.sort"]];
  return [{ connector: name, topic, keys: references.flatMap((key) => key || []) }];
}

function namesOf(sinks: readonly Sink[]): string {
  return sinks.map(({ connector }) => connector).join(", ");
}
