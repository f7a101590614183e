import { isExpress } from "../../support/brokerTypes";
import type { Properties } from "../../support/properties";
import { IAM_PORT } from "../../support/ports";

/** What every broker of a cluster does unless a topic says otherwise. */
export interface BrokerArgs {
  /** Whether a broker creates a topic when a client first names it. */
  readonly autoCreateTopics: boolean;
  /** Copies of each partition, at most the number of brokers. */
  readonly replicationFactor: number;
  /** Copies that must have a record before it is acknowledged, at most replicationFactor. */
  readonly minInsyncReplicas: number;
  /**
   * Partitions of a topic that a broker creates.
   * @default 1
   */
  readonly partitions?: number;
  /**
   * Hours that a topic keeps its records.
   * @default 168
   */
  readonly retentionHours?: number;
}

/**
 * Returns the properties of the brokers' configuration. Of Express brokers MSK decides most itself,
 * copies and who may lead among them, and it takes retention in milliseconds only.
 *
 * @see https://docs.aws.amazon.com/msk/latest/developerguide/msk-configuration-properties.html
 * @see https://docs.aws.amazon.com/msk/latest/developerguide/msk-configuration-express-read-write.html
 */
export function serverProperties(args: BrokerArgs, brokerType: string): Properties {
  const { retentionHours = 168 } = args;
  const ofAll = {
    "auto.create.topics.enable": String(args.autoCreateTopics),
    "delete.topic.enable": "true",
    "num.partitions": String(args.partitions ?? 1),
  };
  if (isExpress(brokerType)) {
    return { ...ofAll, "log.retention.ms": String(retentionHours * 3_600_000) };
  }
  return {
    ...ofAll,
    "default.replication.factor": String(args.replicationFactor),
    "log.retention.hours": String(retentionHours),
    "min.insync.replicas": String(args.minInsyncReplicas),
    // A copy that is behind never leads: a lost record would be the price of availability.
    "unclean.leader.election.enable": "false",
  };
}

/** A broker as Amazon MSK lists it. */
export interface BrokerNode {
  readonly brokerId: number;
  /** Subnet that it is in, of which a cluster has one in each zone. */
  readonly clientSubnet: string;
  readonly endpoints: readonly string[];
}

/**
 * Returns the addresses of one broker in each zone, that of the lowest id. The cluster's own
 * attribute names a random three, and a connector is replaced when its list changes. A broker that
 * is added has a higher id than those that are there, so the list stays; it also does when brokers
 * are removed, which takes those that partitions were moved away from, unless that is done to the
 * first ones.
 *
 * @see https://docs.aws.amazon.com/msk/latest/developerguide/msk-remove-broker.html
 */
export function bootstrapServers(nodes: readonly BrokerNode[]): string {
  const brokers = nodes
    .filter(({ endpoints }) => endpoints.length > 0)
    .toSorted((a, b) => a.brokerId - b.brokerId);
  return brokers
    .filter((broker) => broker === brokers.find(inSubnetOf(broker)))
    .map(({ endpoints: [host = ""] }) => `${host}:${IAM_PORT}`)
    .join(",");
}

function inSubnetOf({ clientSubnet }: BrokerNode): (other: BrokerNode) => boolean {
  return (other) => other.clientSubnet === clientSubnet;
}
