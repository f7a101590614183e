import * as msk from "@pulumi/aws/msk";
import * as pulumi from "@pulumi/pulumi";
import { LEAST_TIERED_HOURS } from "../support/awsLimits";
import { retentionConfigs, type Retention } from "./parts/retention";
import { isTopicName } from "./parts/topicName";
import { between, validate, type Check } from "./parts/validate";

export interface KafkaTopicArgs {
  readonly clusterArn: pulumi.Input<string>;
  /** Name of the topic, 1 to 249 letters, digits, `.`, `_` and `-`. A new name is a new topic. */
  readonly topic: string;
  /** Partitions. They can grow but never shrink. */
  readonly partitions: number;
  /**
   * Copies of each partition of a new topic, at most the number of brokers. A topic that is there
   * keeps what it has: only a reassignment of its partitions changes that.
   */
  readonly replicationFactor: number;
  /**
   * Copies that must have a record before it is acknowledged, at most replicationFactor.
   * @default - as the brokers have it. Express brokers fix it, and let no topic name it
   * @see https://docs.aws.amazon.com/msk/latest/developerguide/msk-configuration-express-read-write.html
   */
  readonly minInsyncReplicas?: number | undefined;
  /**
   * How long it keeps its records: hours, all of them for ever, or for each key its latest record.
   * @default "latestOfEachKey"
   */
  readonly retention?: Retention;
  /**
   * Whether Pulumi refuses to delete or replace the topic.
   * @default false
   */
  readonly deletionProtection?: boolean;
}

/**
 * Kafka topic, made through the API of Amazon MSK, so that a deployment needs no way into the VPC.
 *
 *     new KafkaTopic("orders", { clusterArn: cluster.arn, topic: "orders", partitions: 6, ... });
 */
export class KafkaTopic extends pulumi.ComponentResource {
  /** Its name once it exists. */
  readonly topic: pulumi.Output<string>;
  /** Its name as it was given. */
  readonly name: string;

  constructor(name: string, args: KafkaTopicArgs, opts?: pulumi.ComponentResourceOptions) {
    super("msk-pipeline:components:KafkaTopic", name, args, opts);
    const { minInsyncReplicas, replicationFactor } = args;
    validate("KafkaTopic", [
      isTopicName("topic", args.topic),
      between("partitions", args.partitions, { least: 1, most: 10_000 }),
      between("minInsyncReplicas", minInsyncReplicas ?? 1, { least: 1, most: replicationFactor }),
      ...retentionChecks(args),
    ]);
    const topic = new msk.Topic(
      `${name}-topic`,
      {
        clusterArn: args.clusterArn,
        name: args.topic,
        partitionCount: args.partitions,
        replicationFactor,
        configs: JSON.stringify({
          ...retentionConfigs(args.retention),
          "min.insync.replicas": minInsyncReplicas?.toString(),
        }),
      },
      {
        parent: this,
        protect: args.deletionProtection ?? false,
        // Two topics of one name cannot be: the old one goes first.
        deleteBeforeReplace: true,
        // The provider would delete the topic with its records to make one of other copies.
        // https://github.com/hashicorp/terraform-provider-aws/blob/main/internal/service/kafka/topic.go
        ignoreChanges: ["replicationFactor"],
      },
    );
    this.topic = topic.name;
    this.name = args.topic;
    this.registerOutputs({ topic: this.topic });
  }
}

/** @see https://docs.aws.amazon.com/msk/latest/developerguide/msk-guidelines-tiered-storage-topic-level-config.html */
function retentionChecks({ retention }: KafkaTopicArgs): Check[] {
  if (typeof retention !== "object" || retention.localHours === undefined) return [];
  const { hours, localHours } = retention;
  return [
    {
      propertyPath: "retention.hours",
      holds: hours >= LEAST_TIERED_HOURS,
      reason: `must be ${LEAST_TIERED_HOURS} or more with localHours, since tiered storage takes no less, got ${hours}`,
    },
    {
      propertyPath: "retention.localHours",
      holds: localHours > 0 && localHours < hours,
      reason: `must be more than 0 and less than hours, which is ${hours}, got ${localHours}`,
    },
  ];
}
