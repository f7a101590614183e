import type { Input } from "@pulumi/pulumi";
import { SERVERLESS_QUOTA } from "../../support/brokerTypes";
import type { Alarm } from "./alarm";
import type { Metric } from "./metric";

/** Share of a quota from which somebody should know. */
const NEAR = 0.8;

/** Names a metric of all topics of a serverless cluster. */
export function ofAllTopics<Name>(clusterName: Name, metricName: string): Metric<Name> {
  const dimensions = { "Cluster Name": clusterName };
  return { namespace: "AWS/Kafka", metricName, dimensions, across: ["Topic"] };
}

/**
 * Returns the alarms of a serverless cluster: that its clients come near to what Amazon MSK lets in and
 * out before it slows them down. Of what runs it, it tells nothing. A rate is told by partition each
 * minute, so that the sum of a minute is the rate of all.
 *
 * @see https://docs.aws.amazon.com/msk/latest/developerguide/serverless-monitoring.html
 * @see https://docs.aws.amazon.com/msk/latest/developerguide/limits.html#serverless-quota
 */
export function serverlessAlarms(clusterName: Input<string>): Alarm[] {
  const { bytesInPerSec, bytesOutPerSec } = SERVERLESS_QUOTA;
  const near = (entry: string, what: string, metricName: string, quota: number): Alarm => ({
    name: `kafka-${entry}`,
    entry,
    says: `For 5 minutes clients have ${what} more than 80 % of what a serverless cluster lets them`,
    metric: ofAllTopics(clusterName, metricName),
    statistic: "Sum",
    bad: ">",
    threshold: NEAR * quota,
    periodSeconds: 60,
    periods: 5,
    silenceIsBad: false,
  });
  return [
    near("ingress-quota", "written", "BytesInPerSec", bytesInPerSec),
    near("egress-quota", "read", "BytesOutPerSec", bytesOutPerSec),
  ];
}
