import { z } from "zod";
import { CLUSTER, SERVERLESS_CLUSTER } from "../declared";
import { resourcesOfType, type Plan, type PlannedResource } from "../plan";
import { inputsOf, only } from "../read";

/** The Kafka cluster of a stage, as a drawing needs it. */
export interface KafkaCluster {
  readonly urn: string;
  readonly arn: string;
  readonly name: string;
  /** Undefined for a serverless cluster, which shows none. */
  readonly brokers: Brokers | undefined;
  /** Ids of the subnets that brokers stand in, as many in each, or where a serverless cluster is reached. */
  readonly subnetIds: readonly string[];
}

export interface Brokers {
  readonly kafkaVersion: string;
  /** Number of brokers in all zones. */
  readonly count: number;
  /** Instance type such as kafka.t3.small. */
  readonly type: string;
  /** Storage of each; undefined for brokers that need none. */
  readonly volumeGiB: number | undefined;
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

const serverlessSchema = z.object({
  clusterName: z.string(),
  vpcConfigs: z.array(z.object({ subnetIds: z.array(z.string()) })),
});

/** Reads the Kafka cluster, of which a stage has one. */
export function clusterOf(plan: Plan): KafkaCluster {
  return resourcesOfType(plan, SERVERLESS_CLUSTER).length > 0
    ? serverlessCluster(only(plan, SERVERLESS_CLUSTER))
    : provisionedCluster(only(plan, CLUSTER));
}

function provisionedCluster(resource: PlannedResource): KafkaCluster {
  const { clusterName, kafkaVersion, numberOfBrokerNodes, ...others } = inputsOf(resource, schema);
  const { clientSubnets, instanceType, storageInfo } = others.brokerNodeGroupInfo;
  return {
    urn: resource.urn,
    arn: withArn.parse(resource.state).arn,
    name: clusterName,
    brokers: {
      kafkaVersion,
      count: numberOfBrokerNodes,
      type: instanceType,
      volumeGiB: storageInfo?.ebsStorageInfo?.volumeSize,
    },
    subnetIds: clientSubnets,
  };
}

function serverlessCluster(resource: PlannedResource): KafkaCluster {
  const { clusterName, vpcConfigs } = inputsOf(resource, serverlessSchema);
  return {
    urn: resource.urn,
    arn: withArn.parse(resource.state).arn,
    name: clusterName,
    brokers: undefined,
    subnetIds: vpcConfigs.flatMap(({ subnetIds }) => subnetIds),
  };
}
