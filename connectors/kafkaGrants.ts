import { parseArn } from "../support/arn";
import { serviceTrust, type KnownGrant } from "../support/iamPolicies";
import type { Connector } from "./connector";

/** Allows reaching the cluster at all. */
export function connectTo(clusterArn: string): KnownGrant {
  return {
    sid: "ConnectToCluster",
    actions: ["kafka-cluster:Connect", "kafka-cluster:DescribeCluster"],
    resources: [clusterArn],
  };
}

export function readTopics(clusterArn: string, topics: readonly string[]): KnownGrant[] {
  return grant("ReadTopics", ["DescribeTopic", "ReadData"], topicArns(clusterArn, topics));
}

export function writeTopics(clusterArn: string, topics: readonly string[]): KnownGrant[] {
  return grant("WriteTopics", ["DescribeTopic", "WriteData"], topicArns(clusterArn, topics));
}

/** Allows looking into topics by hand, reading and writing them, but not changing what they are. */
export function useTopics(clusterArn: string, topics: readonly string[]): KnownGrant[] {
  const actions = ["DescribeTopic", "DescribeTopicDynamicConfiguration", "ReadData", "WriteData"];
  return grant("UseTopics", actions, topicArns(clusterArn, topics));
}

/**
 * Allows writing as Kafka's producers of version 3 and later do unless told otherwise. MSK asks for
 * this right of the cluster from whoever may not write all of its topics; it opens no topic.
 *
 * @see https://docs.aws.amazon.com/msk/latest/developerguide/create-iam-access-control-policies.html
 */
export function writeIdempotently(clusterArn: string): KnownGrant {
  return {
    sid: "WriteIdempotently",
    actions: ["kafka-cluster:WriteDataIdempotently"],
    resources: [clusterArn],
  };
}

/** Allows keeping topics for oneself: creating, reading and writing them. */
export function ownTopics(clusterArn: string, topics: readonly string[]): KnownGrant[] {
  const actions = ["CreateTopic", "DescribeTopic", "ReadData", "WriteData"];
  return grant("OwnTopics", actions, topicArns(clusterArn, topics));
}

/**
 * Allows keeping offsets in a topic that is there. Kafka Connect asks to create the topic each time
 * it starts and goes on when it may not; so nobody but the stack makes it, of other partitions and
 * copies, in the moment that it is gone.
 *
 * @see https://github.com/apache/kafka/blob/3.7/connect/runtime/src/main/java/org/apache/kafka/connect/util/TopicAdmin.java
 */
export function keepOffsets(clusterArn: string, topics: readonly string[]): KnownGrant[] {
  const actions = ["DescribeTopic", "ReadData", "WriteData"];
  return grant("KeepOffsets", actions, topicArns(clusterArn, topics));
}

/** Allows making topics of these names, which are not there yet. */
export function createTopics(clusterArn: string, topics: readonly string[]): KnownGrant[] {
  return grant("CreateTopics", ["CreateTopic"], topicArns(clusterArn, topics));
}

export function joinGroups(clusterArn: string, groups: readonly string[]): KnownGrant[] {
  const arns = groups.map((group) => within(clusterArn, "group", group));
  return grant("JoinGroups", ["AlterGroup", "DescribeGroup"], arns);
}

/**
 * Returns the least that a connector needs of the cluster. The ids in the names of the workers' own
 * topics and of their group are made by MSK Connect with each deployment, so these end in a
 * wildcard.
 *
 * @see https://docs.aws.amazon.com/msk/latest/developerguide/msk-connect-service-execution-role.html
 */
export function connectorGrants(
  clusterArn: string,
  connector: Pick<Connector, "name" | "offsets" | Lists>,
): KnownGrant[] {
  const { name, reads, writes, owns, offsets, creates = [], groups } = connector;
  const internal = ["configs", "status"].map((role) => workersOwn(role, name));
  return [
    connectTo(clusterArn),
    ...readTopics(clusterArn, reads),
    ...writeTopics(clusterArn, writes),
    ...ownTopics(clusterArn, [...internal, ...owns]),
    ...keepOffsets(clusterArn, [offsets]),
    ...createTopics(clusterArn, creates),
    ...joinGroups(clusterArn, [workersOwn("cluster", name), ...groups]),
  ];
}

type Lists = "reads" | "writes" | "owns" | "creates" | "groups";

/**
 * Returns the trust policy of a connector's role. A connector's ARN ends in an id that is made with
 * the connector.
 */
export function connectorTrust(clusterArn: string, connector: string): string {
  const { partition, region, account } = parseArn(clusterArn);
  return serviceTrust({
    service: "kafkaconnect.amazonaws.com",
    account,
    source: `arn:${partition}:kafkaconnect:${region}:${account}:connector/${connector}/*`,
  });
}

function workersOwn(role: string, connector: string): string {
  return `__amazon_msk_connect_${role}_${connector}_*`;
}

/** No statement at all for no resources: IAM refuses an empty list. */
function grant(sid: string, actions: readonly string[], resources: string[]): KnownGrant[] {
  if (resources.length === 0) return [];
  return [{ sid, actions: actions.map((action) => `kafka-cluster:${action}`), resources }];
}

function topicArns(clusterArn: string, topics: readonly string[]): string[] {
  return topics.map((topic) => within(clusterArn, "topic", topic));
}

/**
 * Returns a topic's or group's ARN: the cluster's with another kind and its own name at the end.
 */
function within(clusterArn: string, kind: "topic" | "group", name: string): string {
  return `${clusterArn.replace(":cluster/", `:${kind}/`)}/${name}`;
}
