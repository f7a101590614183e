import * as pulumi from "@pulumi/pulumi";
import { bundledOrdersSource } from "../../archives/catalogue";
import { MskConnector, type MskConnectorArgs } from "../../components";
import { datagen } from "../../connectors/datagen";
import { evaluate } from "../../plan/evaluate";
import type { PlannedResource } from "../../plan/plan";

export const clusterArn = "arn:aws:kafka:us-east-1:123456789012:cluster/orders/uuid-1";

export const connector = datagen({
  stage: "dev",
  name: "orders-source",
  plugin: bundledOrdersSource,
  topic: "orders",
  intervalMs: 100,
});

/** Returns what a connector of a small stage is deployed with. */
export const connectorArgs = (): MskConnectorArgs => ({
  connector,
  cluster: { arn: clusterArn, bootstrapServers: "b-1:9098", securityGroupId: "sg-brokers" },
  plugin: { arn: pulumi.output("arn:plugin"), revision: pulumi.output(1) },
  offsetsTopic: connector.offsets,
  vpcId: "vpc-1",
  subnetIds: ["subnet-1", "subnet-2"],
  capacity: { mcu: 1, workers: 1, maxWorkers: 1 },
  kafkaConnectVersion: "3.7.x",
  updates: "replace",
  logs: { retentionDays: 30 },
  tags: { Stage: "test" },
});

/** Deploys the connector as `source`. */
export async function deployConnector(
  args: Partial<MskConnectorArgs> = {},
): Promise<readonly PlannedResource[]> {
  const program = (): unknown => new MskConnector("source", { ...connectorArgs(), ...args });
  return (await evaluate(program)).resources;
}
