import { DeleteTopicCommand } from "@aws-sdk/client-kafka";
import { loadPlan } from "../../plan/load";
import { resourcesOfType } from "../../plan/plan";
import { parseArn } from "../../support/arn";
import { isServerlessAddress } from "../../support/brokerTypes";
import { count } from "../../support/format";
import { UserError } from "../../support/userError";
import { columns } from "../columns";
import type { Output } from "../commands";
import { explained } from "../explained";
import { AwsClients } from "./clients";
import { findLeftovers, type StageTopics } from "./leftoverTopics";
import { StackOutputs } from "./stackOutputs";

export interface CleanOptions {
  readonly stage: string;
  /** Whether leftovers are deleted, not only listed. */
  readonly yes: boolean;
}

/**
 * Lists the topics that connectors of a deployed stage have left behind, and deletes them where the
 * options say yes. Throws UserError where AWS refuses.
 */
export async function cleanStageTopics(options: CleanOptions, output: Output): Promise<void> {
  const { stage } = options;
  const outputs = await StackOutputs.read(stage);
  const clusterArn = outputs.get("clusterArn");
  refuseServerless(stage, outputs.get("bootstrapServers"));
  const connectorArns = outputs.get("connectorArns");
  const declared = await declaredTopics(stage);
  const clients = new AwsClients({ region: parseArn(clusterArn).region });
  try {
    await cleanTopics(clients, { stage, clusterArn, connectorArns, declared }, options, output);
  } catch (error) {
    throw explained(error);
  } finally {
    clients.close();
  }
}

/**
 * Throws UserError for a stage whose topics Amazon MSK does not list.
 *
 * @see https://docs.aws.amazon.com/msk/latest/developerguide/msk-topic-operations-information.html
 */
export function refuseServerless(stage: string, bootstrapServers: string): void {
  if (!isServerlessAddress(bootstrapServers)) return;
  throw new UserError(
    `Stage ${stage} runs on MSK Serverless, which has no API for topics: delete those of connectors that are gone as docs/operations.md#topics-on-msk-serverless says.`,
  );
}

/** Does the work of cleanStageTopics with clients that are given. */
export async function cleanTopics(
  clients: AwsClients,
  topics: StageTopics,
  { yes }: Pick<CleanOptions, "yes">,
  { print, note }: Output,
): Promise<void> {
  const leftovers = await findLeftovers(clients, topics);
  if (leftovers.length === 0) {
    note(`Connectors of stage ${topics.stage} have left no topics behind.`);
    return;
  }
  const rows = leftovers.map(({ name, partitions, connector, id }) => [
    name,
    partitions,
    `${connector}, id ${id}`,
  ]);
  print(columns(["TOPIC", "PARTITIONS", "CONNECTOR THAT IS GONE"], rows));
  const { region, account } = parseArn(topics.clusterArn);
  const partitions = leftovers.reduce((sum, topic) => sum + topic.partitions, 0);
  note(
    `\nNo connector of account ${account} in ${region} has these ids: ${leftovers.length} topics with ${count(partitions)} partitions are left over.`,
  );
  if (!yes) {
    note(`Delete them with npm run clean -- --aws --stage ${topics.stage} --yes`);
    return;
  }
  for (const { name } of leftovers) {
    await clients.kafka.send(
      new DeleteTopicCommand({ ClusterArn: topics.clusterArn, TopicName: name }),
    );
    note(`Deleted ${name}`);
  }
}

async function declaredTopics(stage: string): Promise<string[]> {
  const topics = resourcesOfType(await loadPlan({ stage }), "aws:msk/topic:Topic");
  return topics.map(({ state }) => String(state["name"]));
}
