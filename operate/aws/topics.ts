import { paginateListTopics, type KafkaClient } from "@aws-sdk/client-kafka";
import type { TopicSummary } from "../target";

/** A topic as the MSK API lists it, which counts no records. */
export type ListedTopic = Omit<TopicSummary, "records">;

/** Lists every topic of a cluster by name, Kafka's own too. */
export async function listTopics(client: KafkaClient, ClusterArn: string): Promise<ListedTopic[]> {
  const topics: ListedTopic[] = [];
  for await (const page of paginateListTopics({ client }, { ClusterArn })) {
    for (const topic of page.Topics ?? []) {
      const { TopicName: name = "", PartitionCount: partitions = 0 } = topic;
      const { ReplicationFactor: replication = 0 } = topic;
      topics.push({ name, partitions, replication });
    }
  }
  return topics.sort((a, b) => (a.name < b.name ? -1 : 1));
}
