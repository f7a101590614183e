import { LEAST_TIERED_HOURS } from "../support/awsLimits";
import { hasMultiVpc, isExpress, isTierable, partitionLimit } from "../support/brokerTypes";
import { atLeast, atMost, constraint, type Constraint } from "./constraint";
import { connectorsOf, shapesOf, storedTopics } from "./pipelines";
import type { Settings } from "./schema";
import { unlessServerless } from "./serverlessConstraints";

/** What a stage with Standard or Express brokers must have. */
const brokerConstraints: readonly Constraint[] = [
  constraint("brokers", ["zones"], spreadEvenly),
  constraint("brokers", ["kafkaVersion"], fewEnoughForZooKeeper),
  constraint("brokerType", ["kafkaVersion"], runsControllers),
  atLeast("brokerVolumeMaxGiB", "brokerVolumeGiB"),
  constraint("brokerVolumeMaxGiB", ["brokerVolumeGiB"], growsByWholeSteps),
  atMost("replicationFactor", "brokers"),
  atMost("minInsyncReplicas", "replicationFactor"),
  constraint("minInsyncReplicas", ["replicationFactor"], sparesOneCopy),
  constraint(
    "ordersPartitions",
    ["pipeline", "brokers", "brokerType", "replicationFactor", "zones", "deadLetters", "plugins"],
    fewEnoughForBrokers,
  ),
];

export const kafkaConstraints: readonly Constraint[] = [
  ...brokerConstraints.map(unlessServerless),
  constraint("consumerAccounts", ["brokerType"], reachedByPrivateLink),
  constraint("ordersLocalHours", ["brokerType"], hasTieredStorage),
  constraint("ordersLocalHours", ["ordersRetentionHours"], leavesHoursToTieredStorage),
];

function spreadEvenly({ brokers, zones }: Pick<Settings, "brokers" | "zones">): string | undefined {
  if (brokers % zones === 0) return undefined;
  return `must be a multiple of zones (${zones}), so that each zone has as many; got ${brokers}`;
}

/** Tells whether brokers of the version manage their cluster themselves, without ZooKeeper. */
export function isKraft({ kafkaVersion }: Pick<Settings, "kafkaVersion">): boolean {
  return kafkaVersion.endsWith(".kraft");
}

/**
 * MSK answers "Unsupported InstanceType specified" to this type with a version that ends in .kraft,
 * and takes no such cluster from ZooKeeper to KRaft either.
 *
 * @see https://github.com/badmintoncryer/cdk-preflight its rule pf-msk-t3-small-not-kraft
 * @see https://docs.aws.amazon.com/msk/latest/developerguide/zk-to-kraft-migration.html
 */
function runsControllers({
  brokerType,
  kafkaVersion,
}: Pick<Settings, "brokerType" | "kafkaVersion">): string | undefined {
  if (brokerType !== "kafka.t3.small" || !isKraft({ kafkaVersion })) return undefined;
  return `must be kafka.m7g.large or larger where kafkaVersion is ${kafkaVersion}, since Amazon MSK has no KRaft on kafka.t3.small; or kafkaVersion must be 3.9.x; got ${brokerType}`;
}

/** @see https://docs.aws.amazon.com/msk/latest/developerguide/limits.html */
function fewEnoughForZooKeeper({
  brokers,
  kafkaVersion,
}: Pick<Settings, "brokers" | "kafkaVersion">): string | undefined {
  if (brokers <= 30 || isKraft({ kafkaVersion })) return undefined;
  return `must be at most 30 where kafkaVersion is ${kafkaVersion}, which runs with ZooKeeper; more need a version that ends in .kraft; got ${brokers}`;
}

/** @see https://docs.aws.amazon.com/msk/latest/developerguide/msk-autoexpand-details.html */
function growsByWholeSteps({
  brokerVolumeMaxGiB: most,
  brokerVolumeGiB: size,
}: Pick<Settings, "brokerVolumeMaxGiB" | "brokerVolumeGiB">): string | undefined {
  if (most <= size || most >= size + 10) return undefined;
  return `must be brokerVolumeGiB (${size}) for volumes that stay as they are, or at least ${size + 10}, since a volume grows by 10 GiB or more at a time; got ${most}`;
}

/** @see https://docs.aws.amazon.com/msk/latest/developerguide/bestpractices.html */
function sparesOneCopy({
  minInsyncReplicas,
  replicationFactor,
}: Pick<Settings, "minInsyncReplicas" | "replicationFactor">): string | undefined {
  if (replicationFactor === 1 || minInsyncReplicas !== replicationFactor) return undefined;
  return `must be at most ${replicationFactor - 1}, one less than replicationFactor (${replicationFactor}), or nothing can be written while a broker restarts for an update; got ${minInsyncReplicas}`;
}

function reachedByPrivateLink({
  consumerAccounts,
  brokerType,
}: Pick<Settings, "consumerAccounts" | "brokerType">): string | undefined {
  if (consumerAccounts.length === 0 || hasMultiVpc(brokerType)) return undefined;
  return `must be [] where brokerType is ${brokerType}, which Amazon MSK does not connect with other VPCs; or brokerType must be kafka.m7g.large or larger; got ${JSON.stringify(consumerAccounts)}`;
}

function hasTieredStorage({
  ordersLocalHours,
  brokerType,
}: Pick<Settings, "ordersLocalHours" | "brokerType">): string | undefined {
  if (ordersLocalHours === 0 || isTierable(brokerType)) return undefined;
  const since =
    brokerType === "kafka.t3.small" ? "which has no tiered storage" : "whose storage has no tiers";
  return `must be 0 where brokerType is ${brokerType}, ${since}; got ${ordersLocalHours}`;
}

/** @see https://docs.aws.amazon.com/msk/latest/developerguide/msk-guidelines-tiered-storage-topic-level-config.html */
function leavesHoursToTieredStorage({
  ordersLocalHours,
  ordersRetentionHours,
}: Pick<Settings, "ordersLocalHours" | "ordersRetentionHours">): string | undefined {
  if (ordersLocalHours === 0) return undefined;
  if (ordersRetentionHours < LEAST_TIERED_HOURS) {
    return `must be 0 where ordersRetentionHours is ${ordersRetentionHours}, since tiered storage takes topics that keep their records for ${LEAST_TIERED_HOURS} hours or more; got ${ordersLocalHours}`;
  }
  if (ordersLocalHours < ordersRetentionHours) return undefined;
  return `must be less than ordersRetentionHours (${ordersRetentionHours}), or 0 for all of them; got ${ordersLocalHours}`;
}

/**
 * Counts what a stage has from its first day, so that what it refuses is too much in any case.
 *
 * @see https://docs.aws.amazon.com/msk/latest/developerguide/bestpractices-express.html
 */
function fewEnoughForBrokers({
  ordersPartitions,
  brokers,
  brokerType,
  replicationFactor,
  zones,
  ...parts
}: SmallTopics &
  Pick<Settings, "ordersPartitions" | "brokers" | "brokerType" | "replicationFactor" | "zones">):
  string | undefined {
  const topics = storedTopics(parts.pipeline).length;
  const limit = partitionLimit(brokerType);
  const room = limit * brokers - GROUP_OFFSETS * zones;
  const most = Math.floor((room / replicationFactor - smallTopics(parts)) / topics);
  if (ordersPartitions <= most) return undefined;
  const since = isExpress(brokerType)
    ? "allows no more"
    : "may refuse to update a cluster with more";
  return `must be at most ${most}, since Amazon MSK ${since} than ${limit} partitions, copies and internal topics among them, on each ${brokerType}; got ${ordersPartitions}`;
}

/**
 * Partitions of Kafka's own topic of consumer groups' offsets, of which Amazon MSK keeps a copy in
 * each zone.
 *
 * @see https://docs.aws.amazon.com/msk/latest/developerguide/msk-default-configuration.html
 */
const GROUP_OFFSETS = 50;

type SmallTopics = Pick<Settings, "pipeline" | "deadLetters" | "plugins">;

/**
 * Counts topics of one partition, each connector's three for configuration, offsets and status
 * among them.
 */
function smallTopics({ pipeline, deadLetters, plugins }: SmallTopics): number {
  const licences = plugins === "confluent" ? 1 : 0;
  const workers = Object.keys(connectorsOf(pipeline)).length * 3;
  return shapesOf(pipeline).reduce(
    (sum, { smallTopics: others, stored }) => sum + others + (deadLetters ? stored.length : 0),
    licences + workers,
  );
}
