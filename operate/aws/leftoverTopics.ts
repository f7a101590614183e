import { paginateListConnectors, type KafkaConnectClient } from "@aws-sdk/client-kafkaconnect";
import { UserError } from "../../support/userError";
import type { AwsClients } from "./clients";
import { listTopics, type ListedTopic } from "./topics";

/** Where a stage's internal topics are, and what must stay whatever else is found. */
export interface StageTopics {
  readonly stage: string;
  readonly clusterArn: string;
  /** ARNs of the connectors that the stage deployed, by name. */
  readonly connectorArns: Readonly<Record<string, string>>;
  /** Names of the topics that the stack declares. */
  readonly declared: readonly string[];
}

/** Connector that an internal topic was made for. */
export interface InternalTopicOf {
  readonly connector: string;
  /** Last part of the connector's ARN. */
  readonly id: string;
}

export type InternalTopic = ListedTopic & InternalTopicOf;

/**
 * The form in which MSK Connect names topics after parts of a connector's ARN. A topic that a stack
 * names itself has no id at its end, and is none of these.
 *
 * @see https://docs.aws.amazon.com/msk/latest/developerguide/msk-connect-default-offset-storage-topic.html
 * @see https://docs.aws.amazon.com/msk/latest/developerguide/msk-connect-manage-connector-offsets.html
 */
const INTERNAL =
  /^__amazon_msk_connect_(?:configs|offsets|status)_(.+)_([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}-\d+)$/;

/** Reads for which connector MSK Connect has made a topic; undefined for any other topic. */
export function internalTopicOf(topic: string): InternalTopicOf | undefined {
  const [, connector, id] = INTERNAL.exec(topic) ?? [];
  return connector === undefined || id === undefined ? undefined : { connector, id };
}

/**
 * Finds the internal topics of a stage's connectors that are gone, which MSK Connect never removes.
 * Keeps what is in doubt. Throws UserError when the connectors that MSK Connect lists cannot be
 * all.
 */
export async function findLeftovers(
  { kafka, connect }: AwsClients,
  { stage, clusterArn, connectorArns, declared }: StageTopics,
): Promise<InternalTopic[]> {
  // Topics first: a connector that is created meanwhile is listed, and its topics are not.
  const topics = await listTopics(kafka, clusterArn);
  const existing = await listConnectors(connect);
  assertWhole(existing, connectorArns);
  const internal = topics.flatMap((topic) => {
    const of = internalTopicOf(topic.name);
    return of === undefined ? [] : [{ ...topic, ...of }];
  });
  return internal.filter(
    (topic) =>
      // Others, of another account perhaps, may use the cluster for connectors of their own.
      topic.connector.startsWith(`${stage}-`) &&
      !declared.includes(topic.name) &&
      isLeftover(topic, existing, internal),
  );
}

interface ExistingConnector {
  readonly name: string;
  readonly id: string;
  readonly arn: string;
}

/** Lists every connector of the account in the client's region, whatever its state. */
async function listConnectors(client: KafkaConnectClient): Promise<ExistingConnector[]> {
  const existing: ExistingConnector[] = [];
  for await (const page of paginateListConnectors({ client }, {})) {
    for (const { connectorName: name, connectorArn: arn } of page.connectors ?? []) {
      const id = arn?.split("/").at(-1);
      if (name === undefined || arn === undefined || id === undefined) {
        throw new UserError(
          "MSK Connect lists a connector without name or ARN; nothing is deleted.",
        );
      }
      existing.push({ name, arn, id });
    }
  }
  return existing;
}

/** Refuses a list that lacks what the stage deployed, such as that of another account. */
function assertWhole(
  existing: readonly ExistingConnector[],
  connectorArns: StageTopics["connectorArns"],
): void {
  const listed = existing.map(({ arn }) => arn);
  const missing = Object.values(connectorArns).filter((arn) => !listed.includes(arn));
  if (missing.length === 0) return;
  throw new UserError(
    [
      "MSK Connect does not list what the stage has deployed, so which connectors are gone cannot be told:",
      ...missing.map((arn) => `  ${arn}`),
      "Use credentials of the stage's account, and bring its state up to date with pulumi refresh.",
    ].join("\n"),
  );
}

/**
 * Tells whether a topic has the id of no connector. Where a connector of the same name exists,
 * topics with that one's id must be there too: else names are not made as they are read here.
 */
function isLeftover(
  { connector, id }: InternalTopicOf,
  existing: readonly ExistingConnector[],
  internal: readonly InternalTopicOf[],
): boolean {
  if (existing.some((each) => each.id === id)) return false;
  return existing
    .filter(({ name }) => name === connector)
    .every((namesake) => internal.some((each) => each.id === namesake.id));
}
