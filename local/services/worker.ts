import { writeFileSync } from "node:fs";
import { propertiesFile } from "../../support/properties";
import type { Java } from "./jvm/java";
import { launch } from "./jvm/launch";
import type { ResolvedPart } from "./jvm/parts";
import type { DeclaredStage } from "../declared/declaredStage";
import type { Properties } from "../../support/properties";
import type { Service } from "../run/service";
import type { Run } from "../run/run";
import { LOCAL_CREDENTIALS } from "./dynamoDb";
import { loggingProperties } from "./log4j";
import { unzipPlugin } from "../../archives/unzip";

export interface WorkerArgs {
  readonly part: ResolvedPart;
  /** Zips of the plugins that its connectors need. */
  readonly archives: readonly string[];
  readonly workerProperties: Properties;
  readonly bootstrapServers: string;
  /** Port of its REST API. */
  readonly port: number;
}

/**
 * Starts a distributed Connect worker. MSK Connect gives every connector workers of its own; here
 * one runs them all.
 */
export async function startWorker(
  run: Run,
  java: Java,
  { part, archives, workerProperties, bootstrapServers, port }: WorkerArgs,
): Promise<Service> {
  const plugins = await Promise.all(archives.map(unzipPlugin));
  const properties = run.path("worker.properties");
  writeFileSync(
    properties,
    propertiesFile({
      ...workerProperties,
      "bootstrap.servers": bootstrapServers,
      "group.id": "worker",
      listeners: `http://127.0.0.1:${port}`,
      "plugin.path": plugins.map(({ directory }) => directory).join(","),
      // Looking into every class for plugins takes half of the worker's start.
      "plugin.discovery": plugins.every(({ listed }) => listed) ? "service_load" : "hybrid_warn",
      ...internalTopics(),
      // A restarted worker takes its tasks back at once.
      "scheduled.rebalance.max.delay.ms": "0",
      "offset.flush.interval.ms": "1000",
      // The broker may start at the same time.
      "reconnect.backoff.max.ms": "250",
    }),
  );
  const { accessKeyId, secretAccessKey } = LOCAL_CREDENTIALS;
  return launch(run, java, {
    part,
    mainClass: "org.apache.kafka.connect.cli.ConnectDistributed",
    args: [properties],
    heapMiB: 512,
    systemProperties: loggingProperties(run),
    env: { AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey },
  });
}

/** Worker properties of all connectors, which one worker shares here. */
export function sharedWorkerProperties({ connectors }: DeclaredStage): Properties {
  return Object.assign({}, ...connectors.map(({ worker }) => worker)) as Properties;
}

function internalTopics(): Record<string, string | number> {
  return {
    "config.storage.topic": "__connect_configs",
    "config.storage.replication.factor": 1,
    "offset.storage.topic": "__connect_offsets",
    "offset.storage.replication.factor": 1,
    "offset.storage.partitions": 1,
    "status.storage.topic": "__connect_status",
    "status.storage.replication.factor": 1,
    "status.storage.partitions": 1,
  };
}
