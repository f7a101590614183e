import { randomUUID } from "node:crypto";
import { cpSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { execa } from "execa";
import { propertiesFile } from "../../support/properties";
import { cached } from "../../support/cache";
import type { Java } from "./jvm/java";
import { launch, QUICK_START } from "./jvm/launch";
import { resolvePart, type JvmPart, type ResolvedPart } from "./jvm/parts";
import type { Properties } from "../../support/properties";
import { BrokerClient } from "../clients/broker";
import { avroText, type ValueText } from "../clients/readTopic";
import type { DeclaredStage } from "../declared/declaredStage";
import { registriesOf } from "../declared/registries";
import { kafkaRelease } from "../declared/versions";
import { address } from "../run/ports";
import type { Service } from "../run/service";
import type { Context } from "./context";
import { LOGGER, loggingProperties } from "./log4j";
import { untilListening, untilReady } from "./ready";

/** Returns the broker of a release of Apache Kafka. */
export function brokerPart(release: string): JvmPart {
  return {
    title: `Kafka broker ${release}`,
    name: "broker",
    version: release,
    artifacts: [`org.apache.kafka:kafka_2.13:${release}`, LOGGER],
  };
}

/** A Kafka broker and its client. */
export interface Broker {
  readonly service: Service;
  readonly client: BrokerClient;
}

/** Starts the broker of the cluster's version; resolves when it answers. */
export async function startBroker(context: Context, stage: DeclaredStage): Promise<Broker> {
  const { kafkaVersion, serverProperties } = stage;
  const { run, view, ports } = context;
  const wanted = brokerPart(kafkaRelease(kafkaVersion));
  return view.step(
    wanted.title,
    async (note) => {
      const part = await resolvePart(wanted, note);
      const service = await launchBroker(context, part, serverProperties);
      await untilListening(run, ports.broker, wanted.title);
      const client = new BrokerClient(address(ports.broker), await valueText(context, stage));
      await untilReady(run, wanted.title, () => client.connect());
      return { service, client };
    },
    () => address(ports.broker),
  );
}

/** Only a stage whose records are in Avro loads what reads them. */
async function valueText({ ports }: Context, stage: DeclaredStage): Promise<ValueText | undefined> {
  if (registriesOf(stage).length === 0) return undefined;
  return avroText(`http://${address(ports.schemas)}`);
}

/** Starts a Kafka broker that is its own controller, with storage in the run's folder. */
async function launchBroker(
  { run, java, ports }: Context,
  part: ResolvedPart,
  serverProperties: Properties,
): Promise<Service> {
  const storage = run.path("broker");
  cpSync(await formattedStorage(java, part), storage, { recursive: true });
  const properties = run.path("server.properties");
  writeFileSync(
    properties,
    propertiesFile({
      ...serverProperties,
      ...nodeProperties(storage, address(ports.broker), address(ports.controller)),
      ...SMALL_AND_QUICK,
    }),
  );
  return launch(run, java, {
    part,
    mainClass: "kafka.Kafka",
    args: [properties],
    heapMiB: 384,
    systemProperties: loggingProperties(run),
  });
}

function nodeProperties(storage: string, broker: string, controller: string): Properties {
  return {
    "process.roles": "broker,controller",
    "node.id": "1",
    "controller.quorum.voters": `1@${controller}`,
    "controller.listener.names": "CONTROLLER",
    listeners: `PLAINTEXT://${broker},CONTROLLER://${controller}`,
    "advertised.listeners": `PLAINTEXT://${broker}`,
    "listener.security.protocol.map": "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT",
    "log.dirs": storage,
  };
}

/** Nobody else joins this cluster, so its groups need not wait for late members. */
const SMALL_AND_QUICK: Properties = {
  "group.initial.rebalance.delay.ms": "0",
  "offsets.topic.num.partitions": "1",
  "offsets.topic.replication.factor": "1",
  "transaction.state.log.num.partitions": "1",
  "transaction.state.log.replication.factor": "1",
  "transaction.state.log.min.isr": "1",
  "log.cleaner.dedupe.buffer.size": "16777216",
};

/**
 * Returns the storage that Kafka's own tool has formatted: the same for every run, so that it is
 * made once.
 */
async function formattedStorage(java: Java, part: ResolvedPart): Promise<string> {
  return cached(`${part.directory}-storage`, async (temporary) => {
    const storage = join(temporary, "storage");
    mkdirSync(storage, { recursive: true });
    const properties = join(temporary, "server.properties");
    writeFileSync(
      properties,
      propertiesFile(nodeProperties(storage, "127.0.0.1:9092", "127.0.0.1:9093")),
    );
    const clusterId = randomUUID().replaceAll("-", "").slice(0, 22);
    await execa(java.command, [
      ...QUICK_START,
      "-cp",
      part.classPath,
      "kafka.tools.StorageTool",
      "format",
      "--cluster-id",
      clusterId,
      "--config",
      properties,
    ]);
  }).then((directory) => join(directory, "storage"));
}
