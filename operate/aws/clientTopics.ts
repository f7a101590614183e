import { clientScript, CLIENT_CONFIG } from "./clientScript";
import type { ListedTopic } from "./topics";

/** Seconds that Kafka's tool may take to describe the topics. */
export const TOPICS_SECONDS = 60;

/**
 * Returns the script for the client instance that describes the topics which it may see: for a
 * serverless cluster, whose topics the MSK API does not list. The line of each partition stays behind.
 *
 * @see https://docs.aws.amazon.com/msk/latest/developerguide/msk-topic-operations-information.html
 */
export function topicsScript(bootstrapServers: string): string {
  const where = ["--bootstrap-server", bootstrapServers, "--command-config", CLIENT_CONFIG];
  return `${clientScript("kafka-topics.sh", [...where, "--describe"])} | grep PartitionCount`;
}

/** Reads what Kafka's tool says of each topic, by name. */
export function parseTopics(text: string): ListedTopic[] {
  const described = [
    ...text.matchAll(/^Topic: (\S+)\s.*PartitionCount: (\d+)\s+ReplicationFactor: (\d+)/gm),
  ];
  return described
    .map(([, name = "", partitions, replication]) => ({
      name,
      partitions: Number(partitions),
      replication: Number(replication),
    }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}
