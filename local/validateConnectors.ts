import { closest, distance } from "fastest-levenshtein";
import type { DeclaredConnector } from "./declared/declaredStage";
import type { Properties } from "../support/properties";
import { ConnectError, type ConnectApi, type Validation } from "./clients/connectApi";

/** One thing that is wrong in a connector's configuration. */
export interface Problem {
  readonly connector: string;
  readonly key: string;
  /** Undefined where the key is missing. */
  readonly value: string | undefined;
  readonly message: string;
}

/** Prefixes under which a plugin or Kafka Connect takes any key, declared or not. */
const OPEN_PREFIXES = [
  "topic.creation.",
  "header.converter.",
  "key.converter.",
  "value.converter.",
  "confluent.topic.",
  "admin.override.",
  "consumer.override.",
  "producer.override.",
  "aws.dynamodb.credentials.provider.",
  "schema.history.internal.",
  "snapshot.select.statement.overrides.",
  "database.",
];

/** Debezium 2.7's ExtractNewRecordState takes it, and asks for it, but does not declare it. */
const UNDECLARED = /^transforms\.[^.]+\.delete\.tombstone\.handling\.mode$/;

/** Has every configuration checked by its plugin; returns all that is wrong. */
export async function validateConnectors(
  api: ConnectApi,
  connectors: readonly DeclaredConnector[],
): Promise<Problem[]> {
  const problems = await Promise.all(connectors.map((connector) => validate(api, connector)));
  return problems.flat();
}

async function validate(api: ConnectApi, { name, config }: DeclaredConnector): Promise<Problem[]> {
  const withName = { name, ...config };
  try {
    return problemsOf(name, withName, await api.validate(withName));
  } catch (error) {
    if (!(error instanceof ConnectError)) throw error;
    // A class that is on no worker has no fields to report on.
    const [message = ""] = error.message.split("\n");
    return [{ connector: name, key: "connector.class", value: config["connector.class"], message }];
  }
}

/** Reads a plugin's answer, and finds the keys that it does not know. */
export function problemsOf(
  connector: string,
  config: Properties,
  { configs }: Validation,
): Problem[] {
  const refused = configs.flatMap(({ value: { name: key, errors } }) =>
    errors.map((message) => ({ connector, key, value: config[key], message })),
  );
  const known = configs.map(({ value }) => value.name);
  const unknown = Object.keys(config)
    .filter((key) => !known.includes(key) && !isOpen(key))
    .map((key) => ({ connector, key, value: config[key], message: unknownKey(key, known) }));
  return [...refused, ...unknown];
}

function isOpen(key: string): boolean {
  return UNDECLARED.test(key) || OPEN_PREFIXES.some((prefix) => key.startsWith(prefix));
}

function unknownKey(key: string, known: readonly string[]): string {
  const nearest = known.length > 0 ? closest(key, known) : key;
  const near = nearest !== key && distance(key, nearest) <= Math.max(3, key.length / 4);
  return `is no key of this connector${near ? `; did you mean ${nearest}?` : ""}`;
}

/** Renders problems for people: a line for the connector's key and value, then what is wrong. */
export function describeProblems(problems: readonly Problem[]): string {
  return problems
    .map(({ connector, key, value, message }) => {
      const shown = value === undefined ? "is not set" : `= ${JSON.stringify(value)}`;
      return `  ${connector}: ${key} ${shown}\n    ${message}`;
    })
    .join("\n");
}
