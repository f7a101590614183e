import { z } from "zod";
import type { Plan } from "../plan";
import { inputsOf, only } from "../read";

/** The Kafka cluster of a stage, as a drawing needs it. */
export interface KafkaCluster {
  readonly urn: string;
  readonly arn: string;
  readonly name: string;
  readonly kafkaVersion: string;
  /** Number of brokers in all zones. */
  readonly brokers: number;
  /** Instance type such as kafka.t3.small. */
  readonly brokerType: string;
  /** Storage of each broker; undefined for brokers that need none. */
  readonly volumeGiB: number | undefined;
  /** Ids of the subnets that brokers stand in, as many in each. */
  readonly subnetIds: readonly string[];
}

const schema = z.object({
  clusterName: z.string(),
  kafkaVersion: z.string(),
  numberOfBrokerNodes: z.number(),
  brokerNodeGroupInfo: z.object({
    clientSubnets: z.array(z.string()),
    instanceType: z.string(),
    storageInfo: z
      .object({ ebsStorageInfo: z.object({ volumeSize: z.number() }).optional() })
      .optional(),
  }),
});
const withArn = z.object({ arn: z.string() });

/** Reads the Kafka cluster, of which a stage has one. */
export function clusterOf(plan: Plan): KafkaCluster {
  const resource = only(plan, "aws:msk/cluster:Cluster");
  const { clusterName, kafkaVersion, numberOfBrokerNodes, ...others } = inputsOf(resource, schema);
  const { clientSubnets, instanceType, storageInfo } = others.brokerNodeGroupInfo;
  return {
    urn: resource.urn,
    arn: withArn.parse(resource.state).arn,
    name: clusterName,
    kafkaVersion,
    brokers: numberOfBrokerNodes,
    brokerType: instanceType,
    volumeGiB: storageInfo?.ebsStorageInfo?.volumeSize,
    subnetIds: clientSubnets,
  };
}
