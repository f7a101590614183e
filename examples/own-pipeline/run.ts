/** What every topic and every connector of this program has. */
import * as pulumi from "@pulumi/pulumi";
import { KafkaTopic, MskConnector, PluginBucket } from "msk-pipeline";
import type { Connector } from "msk-pipeline/connectors";
import { cluster, clusterArn, encryption, network, pluginBucket } from "./existing";

export const stage = pulumi.getStack();
export const tags = { Project: pulumi.getProject(), Stage: stage, ManagedBy: "pulumi" };

const plugins = new PluginBucket("plugins", { bucket: pluginBucket, tags });

/** A topic of one partition, which two brokers hold. */
export const small = { clusterArn, partitions: 1, replicationFactor: 2, minInsyncReplicas: 1 };

/** Runs a connector, once the topic of its own offsets and all that it needs are there. */
export function run(connector: Connector, startAfter: pulumi.Resource[]): MskConnector {
  const { nameInStage, offsets, plugin } = connector;
  const kept = new KafkaTopic(`${nameInStage}-offsets`, { topic: offsets, ...small });
  return new MskConnector(nameInStage, {
    connector,
    cluster,
    ...network,
    plugin: plugins.addPlugin(plugin),
    offsetsTopic: kept.topic,
    capacity: { mcu: 1, workers: 1, maxWorkers: 1 },
    kafkaConnectVersion: "3.7.x",
    updates: "replace",
    startAfter,
    logs: { retentionDays: 30, ...encryption },
    tags,
  });
}
