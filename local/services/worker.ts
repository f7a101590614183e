import { writeFileSync } from "node:fs";
import { propertiesFile } from "../../support/properties";
import { launch } from "./jvm/launch";
import { resolvePart, type JvmPart, type ResolvedPart } from "./jvm/parts";
import { ConnectApi } from "../clients/connectApi";
import { LOCAL_CREDENTIALS } from "../clients/localCredentials";
import type { DeclaredStage } from "../declared/declaredStage";
import { kafkaConnectRelease } from "../declared/versions";
import { address } from "../run/ports";
import type { Properties } from "../../support/properties";
import type { Service } from "../run/service";
import type { Context } from "./context";
import { LOGGER, loggingProperties } from "./log4j";
import { untilReady } from "./ready";
import { unzipPlugin } from "../../archives/unzip";

/** A Connect worker and its REST API. */
export interface Worker {
  readonly service: Service;
  readonly api: ConnectApi;
}

/** Returns the Connect worker of a release of Apache Kafka. */
export function workerPart(release: string): JvmPart {
  const kafka = ["connect-runtime", "connect-json", "connect-transforms"];
  return {
    title: `Kafka Connect worker ${release}`,
    name: "worker",
    version: release,
    artifacts: [
      ...kafka.map((artifact) => `org.apache.kafka:${artifact}:${release}`),
      // 2.7 brings log4j 1 and its binding itself.
      ...(release.startsWith("2.") ? [] : [LOGGER]),
    ],
  };
}

/**
 * Starts the worker of the connectors' version with their plugins, the zips of preparePlugins();
 * resolves when it takes connectors.
 */
export async function startWorker(
  context: Context,
  stage: DeclaredStage,
  plugins: readonly string[],
): Promise<Worker> {
  const { run, view, ports } = context;
  const wanted = workerPart(kafkaConnectRelease(versionOf(stage)));
  return view.step(
    wanted.title,
    async (note) => {
      const part = await resolvePart(wanted, note);
      const service = await launchWorker(context, part, stage, plugins);
      const api = new ConnectApi(`http://${address(ports.worker)}`, run.signal);
      await untilReady(run, wanted.title, () => api.statuses());
      return { service, api };
    },
    () => address(ports.worker),
  );
}

/**
 * Returns the version of all connectors: on MSK Connect each has workers of its own, here one runs
 * them all.
 */
function versionOf({ connectors }: DeclaredStage): string {
  const [version = "", ...others] = new Set(connectors.map((each) => each.kafkaConnectVersion));
  if (others.length === 0) return version;
  throw new Error(
    `One worker cannot run connectors of Kafka Connect ${[version, ...others].join(" and ")}.`,
  );
}

/** Starts a distributed worker that keeps its internal topics on the run's broker. */
async function launchWorker(
  { run, java, ports }: Context,
  part: ResolvedPart,
  stage: DeclaredStage,
  archives: readonly string[],
): Promise<Service> {
  const plugins = await Promise.all(archives.map(unzipPlugin));
  const properties = run.path("worker.properties");
  writeFileSync(
    properties,
    propertiesFile({
      ...sharedWorkerProperties(stage),
      "bootstrap.servers": address(ports.broker),
      "group.id": "worker",
      listeners: `http://${address(ports.worker)}`,
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

/** Returns the worker properties of all connectors, which one worker shares here. */
function sharedWorkerProperties({ connectors }: DeclaredStage): Properties {
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
