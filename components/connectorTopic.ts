import * as pulumi from "@pulumi/pulumi";
import type { NewTopic } from "../connectors/topicCreation";
import { retentionConfigs, type Retention } from "./parts/retention";
import { isTopicName } from "./parts/topicName";
import { between, validate } from "./parts/validate";

export interface ConnectorTopicArgs {
  readonly clusterArn: pulumi.Input<string>;
  /** Name of the topic, 1 to 249 letters, digits, `.`, `_` and `-`. */
  readonly topic: string;
  /** Partitions of the topic when it is made. */
  readonly partitions: number;
  /**
   * How long it keeps its records; MSK Serverless has no tiered storage.
   * @default "latestOfEachKey"
   */
  readonly retention?: Retention | undefined;
}

/**
 * Kafka topic that a connector makes, on a cluster of MSK Serverless, which has no API for topics.
 * It is nothing that Pulumi creates, changes or deletes: a connector that is told of it by
 * makingTopics makes it when it first needs it. What it says changes no topic that is there, and the
 * topic goes with its cluster.
 *
 *     const topic = new ConnectorTopic("orders", { clusterArn, topic: "orders", partitions: 6 });
 *     const source = makingTopics(datagen({ ... }), [topic.made]);
 *
 * @see https://docs.aws.amazon.com/msk/latest/developerguide/msk-topic-operations-information.html
 */
export class ConnectorTopic extends pulumi.ComponentResource {
  /** Its name, as a KafkaTopic has it. */
  readonly topic: pulumi.Output<string>;
  /** Its name as it was given. */
  readonly name: string;
  /** What makingTopics takes. */
  readonly made: NewTopic;

  constructor(name: string, args: ConnectorTopicArgs, opts?: pulumi.ComponentResourceOptions) {
    super("msk-pipeline:components:ConnectorTopic", name, args, opts);
    const { topic, partitions, retention } = args;
    validate("ConnectorTopic", [
      isTopicName("topic", topic),
      between("partitions", partitions, { least: 1, most: 10_000 }),
      {
        propertyPath: "retention.localHours",
        holds: typeof retention !== "object" || retention.localHours === undefined,
        reason: "must be left out, since MSK Serverless has no tiered storage",
      },
    ]);
    this.topic = pulumi.output(topic);
    this.name = topic;
    this.made = { alias: name, topic, partitions, configs: retentionConfigs(retention) };
    this.registerOutputs({ topic: this.topic });
  }
}
