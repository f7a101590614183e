/** What Amazon MSK would answer of brokers and topics; made up as in computed.ts. */
import { z } from "zod";
import { serviceName } from "../support/partition";
import { hash } from "./identifiers";

type Properties = Readonly<Record<string, unknown>>;

const placement = z.object({ clientSubnets: z.array(z.string()).min(1) });

/** Lists the brokers of a cluster, one subnet after the other, out of order as AWS does. */
export function brokerNodes(clusterArn: string, inputs: Properties, region: string): Properties[] {
  const { clientSubnets } = placement.parse(inputs["brokerNodeGroupInfo"]);
  const ids = Array.from({ length: Number(inputs["numberOfBrokerNodes"]) }, (_, i) => i + 1);
  const cluster = clusterArn.split("/")[1] ?? "cluster";
  return ids.reverse().map((brokerId) => ({
    brokerId,
    clientSubnet: clientSubnets[(brokerId - 1) % clientSubnets.length],
    endpoints: [
      `b-${brokerId}.${cluster}.${hash(cluster).slice(0, 6)}.c2.${serviceName("kafka", region)}`,
    ],
  }));
}

/**
 * Returns the address of a serverless cluster, for clients that authenticate by IAM.
 *
 * @see https://docs.aws.amazon.com/msk/latest/developerguide/create-serverless-cluster-client.html
 */
export function serverlessAddress(cluster: string, region: string): string {
  return `boot-${hash(cluster).slice(0, 8)}.c1.${serviceName("kafka-serverless", region)}:9098`;
}

/** Returns the ARN of a topic, as policies name it. */
export function topicArn(clusterArn: string, topic: string): string {
  return `${clusterArn.replace(":cluster/", ":topic/")}/${topic}`;
}
