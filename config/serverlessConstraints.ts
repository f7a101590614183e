import { isServerless, SERVERLESS, SERVERLESS_QUOTA } from "../support/brokerTypes";
import { constraint, type Constraint } from "./constraint";
import type { Settings } from "./schema";

const ON_SERVERLESS = `where brokerType is ${SERVERLESS}`;

/**
 * What a stage on Amazon MSK Serverless must have. What sizes and sets up brokers says nothing there,
 * since every stage has a value of it; what would be asked for in vain is refused.
 */
export const serverlessConstraints: readonly Constraint[] = [
  constraint("openMonitoring", ["brokerType"], hasBrokersToAsk),
  constraint("plugins", ["brokerType"], makesTopicsThatMskTakes),
  constraint("ordersPartitions", ["brokerType"], madeAtOnce),
];

/** Drops a constraint of brokers for a stage that has none of its own. */
export function unlessServerless({ key, check }: Constraint): Constraint {
  const ofBrokers: Constraint["check"] = (settings) =>
    settings.brokerType === SERVERLESS ? undefined : check(settings);
  return { key, check: ofBrokers };
}

/** @see https://docs.aws.amazon.com/msk/latest/developerguide/open-monitoring.html */
function hasBrokersToAsk({
  openMonitoring,
  brokerType,
}: Pick<Settings, "openMonitoring" | "brokerType">): string | undefined {
  if (!openMonitoring || !isServerless(brokerType)) return undefined;
  return `must be false ${ON_SERVERLESS}, since Amazon MSK has metrics for Prometheus of provisioned clusters only`;
}

/**
 * Confluent's sink makes its licence topic itself, with `min.insync.replicas`: it fails on a worker
 * whose TopicAdmin lacks NewTopicBuilder.minInSyncReplicas. MSK Serverless lets no topic set that.
 *
 * @see https://docs.aws.amazon.com/msk/latest/developerguide/serverless-config.html
 */
function makesTopicsThatMskTakes({
  plugins,
  brokerType,
}: Pick<Settings, "plugins" | "brokerType">): string | undefined {
  if (plugins === "bundled" || !isServerless(brokerType)) return undefined;
  return `must be bundled ${ON_SERVERLESS}, since Confluent's sink makes a topic with min.insync.replicas, which MSK Serverless lets no topic set; got ${plugins}`;
}

function madeAtOnce({
  ordersPartitions,
  brokerType,
}: Pick<Settings, "ordersPartitions" | "brokerType">): string | undefined {
  const most = SERVERLESS_QUOTA.newPartitions;
  if (ordersPartitions <= most || !isServerless(brokerType)) return undefined;
  return `must be at most ${most} ${ON_SERVERLESS}, since MSK Serverless makes no more partitions within five minutes; got ${ordersPartitions}`;
}
