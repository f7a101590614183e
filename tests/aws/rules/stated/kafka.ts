import { z } from "zod";
import { parseProperties, type Properties } from "../../../../support/properties";
import { valueAtPath } from "../valueAtPath";
import { between, text, type StatedRule } from "./rule";

const GUIDE = "https://docs.aws.amazon.com/msk/latest/developerguide";
const BROKER_PROPERTIES = `${GUIDE}/msk-configuration-properties.html`;
const WORKER_PROPERTIES = `${GUIDE}/msk-connect-supported-worker-config-properties.html`;

/** Properties of a broker that a configuration may set, without ZooKeeper's. */
const OF_BROKERS = new Set([
  ...["allow.everyone.if.no.acl.found", "auto.create.topics.enable", "compression.type"],
  ...["connections.max.idle.ms", "default.replication.factor", "delete.topic.enable"],
  ...["group.initial.rebalance.delay.ms", "group.max.session.timeout.ms"],
  ...["group.min.session.timeout.ms", "leader.imbalance.per.broker.percentage"],
  ...["log.cleaner.delete.retention.ms", "log.cleaner.min.cleanable.ratio"],
  ...["log.cleanup.policy", "log.flush.interval.messages", "log.flush.interval.ms"],
  ...["log.message.timestamp.difference.max.ms", "log.message.timestamp.type"],
  ...["log.retention.bytes", "log.retention.hours", "log.retention.minutes", "log.retention.ms"],
  ...["log.roll.ms", "log.segment.bytes", "max.incremental.fetch.session.cache.slots"],
  ...["message.max.bytes", "min.insync.replicas", "num.io.threads", "num.network.threads"],
  ...["num.partitions", "num.recovery.threads.per.data.dir", "num.replica.fetchers"],
  ...["offsets.retention.minutes", "offsets.topic.replication.factor"],
  ...["replica.fetch.max.bytes", "replica.fetch.response.max.bytes", "replica.lag.time.max.ms"],
  ...["replica.selector.class", "replica.socket.receive.buffer.bytes"],
  ...["socket.receive.buffer.bytes", "socket.request.max.bytes", "socket.send.buffer.bytes"],
  ...["transaction.max.timeout.ms", "transaction.state.log.min.isr"],
  ...["transaction.state.log.replication.factor", "transactional.id.expiration.ms"],
  "unclean.leader.election.enable",
]);

const OF_PRODUCERS =
  /^producer\.(acks|batch\.size|buffer\.memory|compression\.type|enable\.idempotence|(key|value)\.serializer|linger\.ms|max\.request\.size|metadata\.max\.(age|idle)\.ms|partitioner\.class|reconnect\.backoff(\.max)?\.ms|request\.timeout\.ms|retry\.backoff\.ms)$/;
const OF_CONSUMERS =
  /^consumer\.(allow\.auto\.create\.topics|auto\.offset\.reset|check\.crcs|fetch\.(max\.bytes|max\.wait\.ms|min\.bytes)|heartbeat\.interval\.ms|(key|value)\.deserializer|max\.partition\.fetch\.bytes|max\.poll\.(interval\.ms|records)|metadata\.max\.age\.ms|partition\.assignment\.strategy|reconnect\.backoff(\.max)?\.ms|request\.timeout\.ms|retry\.backoff\.ms|session\.timeout\.ms)$/;
const NOT_OF_WORKERS =
  /^(access\.control|admin|client|connect|inter\.worker|internal|listeners\.https|metrics|rest|sasl|security|socket|ssl|topic\.tracking|worker)\.|^(bootstrap\.servers|config\.storage\.topic|connections\.max\.idle\.ms|connector\.client\.config\.override\.policy|group\.id|listeners|metric\.reporters|plugin\.path|receive\.buffer\.bytes|response\.http\.headers\.config|scheduled\.rebalance\.max\.delay\.ms|send\.buffer\.bytes|status\.storage\.topic)$/;

export const kafkaRules: readonly StatedRule[] = [
  {
    requests: ["kafka CreateConfiguration"],
    member: "Name",
    problem: text({ characters: "0-9A-Za-z\\-", max: Infinity, min: 1 }, [
      /^-/,
      "begins with a hyphen",
    ]),
    source: "https://docs.aws.amazon.com/msk/1.0/apireference/configurations.html",
  },
  {
    requests: ["kafka CreateConfiguration"],
    member: "ServerProperties",
    problem: (file) => {
      const strange = Object.keys(propertiesOf(file)).filter((key) => !OF_BROKERS.has(key));
      return strange.length > 0 ? `sets ${strange.join(", ")}, which MSK does not let` : undefined;
    },
    source: BROKER_PROPERTIES,
  },
  {
    requests: ["kafka CreateCluster"],
    member: "",
    problem: brokersByZone,
    source: "https://docs.aws.amazon.com/msk/1.0/apireference/clusters.html",
  },
  {
    requests: ["kafka CreateCluster"],
    member: "",
    problem: expressBrokers,
    source: `${GUIDE}/msk-broker-types-express.html`,
  },
  {
    requests: ["kafka CreateCluster"],
    member: "",
    problem: tieredStorage,
    source: `${GUIDE}/msk-tiered-storage.html`,
  },
  {
    requests: ["kafka UpdateConnectivity"],
    member: "ConnectivityInfo",
    problem: nothingNew,
    source: "https://github.com/hashicorp/terraform-provider-aws/issues/33204",
  },
  {
    requests: ["kafka CreateClusterV2"],
    member: "Serverless.VpcConfigs",
    problem: serverlessPlaces,
    source: `${GUIDE}/create-serverless-cluster.html`,
  },
  {
    requests: ["kafkaconnect CreateConnector"],
    member: "",
    problem: serverlessTopics,
    source: `${GUIDE}/serverless-config.html`,
  },
  {
    requests: ["kafka CreateTopic"],
    member: "Configs",
    problem: tieredTopic,
    source: `${GUIDE}/msk-guidelines-tiered-storage-topic-level-config.html`,
  },
  {
    requests: ["kafka CreateTopic"],
    member: "TopicName",
    problem: text({ characters: "a-zA-Z0-9._\\-", max: 249, min: 1 }, [
      /^\.{1,2}$/,
      "is a name that Kafka does not take",
    ]),
    source:
      "https://github.com/apache/kafka/blob/trunk/clients/src/main/java/org/apache/kafka/common/internals/Topic.java",
  },
  {
    requests: ["kafkaconnect CreateWorkerConfiguration"],
    member: "propertiesFileContent",
    problem: workerProperties,
    source: WORKER_PROPERTIES,
  },
  ...[
    "autoScaling.minWorkerCount",
    "autoScaling.maxWorkerCount",
    "provisionedCapacity.workerCount",
  ].map((member): StatedRule => ({
    requests: ["kafkaconnect CreateConnector"],
    member: `capacity.${member}`,
    problem: between(1, 10),
    source:
      "https://github.com/hashicorp/terraform-provider-aws/blob/main/internal/service/kafkaconnect/connector.go",
  })),
  {
    requests: ["kafkaconnect CreateConnector"],
    member: "plugins",
    problem: (plugins) =>
      Array.isArray(plugins) && plugins.length === 1 ? undefined : "is not a list of one plugin",
    source: "https://docs.aws.amazon.com/MSKC/latest/mskc/API_CreateConnector.html",
  },
];

/** Brokers are spread evenly over the zones of the subnets. */
function brokersByZone(cluster: unknown): string | undefined {
  const brokers = Number(valueAtPath(cluster, ["NumberOfBrokerNodes"]));
  const subnets = Number(valueAtPath(cluster, ["BrokerNodeGroupInfo", "ClientSubnets", "length"]));
  return brokers % subnets === 0
    ? undefined
    : `has ${brokers} brokers, no multiple of its ${subnets} subnets`;
}

/** @see https://github.com/hashicorp/terraform-provider-aws/issues/48309 what MSK answers to 3.9.x */
function expressBrokers(cluster: unknown): string | undefined {
  const group = (member: string): unknown =>
    valueAtPath(cluster, ["BrokerNodeGroupInfo", ...member.split(".")]);
  if (!String(group("InstanceType")).startsWith("express.")) return undefined;
  if (Number(group("ClientSubnets.length")) !== 3) return "has Express brokers not in three zones";
  if (group("StorageInfo") !== undefined) return "has Express brokers with volumes";
  const version = String(valueAtPath(cluster, ["KafkaVersion"]));
  return /^3\.(6\.0|8\.x|9\.x\.kraft)$/.test(version)
    ? undefined
    : `has Express brokers with Kafka ${version}`;
}

function tieredStorage(cluster: unknown): string | undefined {
  if (valueAtPath(cluster, ["StorageMode"]) !== "TIERED") return undefined;
  const type = String(valueAtPath(cluster, ["BrokerNodeGroupInfo", "InstanceType"]));
  return /^express\.|^kafka\.t3\.small$/.test(type) ? `has tiered storage of ${type}` : undefined;
}

/** MSK refuses to update a new cluster to what it is: it has no connections to other VPCs. */
function nothingNew(connectivity: unknown): string | undefined {
  return JSON.stringify(connectivity).includes('"Enabled":true')
    ? undefined
    : "asks for what the cluster has already";
}

/** A client that loses its zone needs another, in each of up to five VPCs. */
function serverlessPlaces(places: unknown): string | undefined {
  const vpcs = z.array(z.object({ SubnetIds: z.array(z.string()) })).parse(places);
  if (vpcs.length < 1 || vpcs.length > 5) return `is of ${vpcs.length} VPCs`;
  return vpcs.every(({ SubnetIds }) => SubnetIds.length >= 2) ? undefined : "has a single subnet";
}

/** What a topic on MSK Serverless may have set, besides what Kafka Connect asks of it. */
const OF_SERVERLESS_TOPICS =
  /^(cleanup\.policy|compression\.type|max\.message\.bytes|message\.timestamp\.(difference\.max\.ms|type)|retention\.(bytes|ms)|partitions|replication\.factor|include|exclude)$/;

/** Topics that a connector makes, on a cluster whose address is a serverless one's. */
function serverlessTopics(connector: unknown): string | undefined {
  const { kafkaCluster, connectorConfiguration } = connectorSchema.parse(connector);
  if (!kafkaCluster.apacheKafkaCluster.bootstrapServers.includes(".kafka-serverless.")) return;
  const set = Object.keys(connectorConfiguration).flatMap(
    (key) => /^topic\.creation\.[\w-]+\.(.+)$/.exec(key)?.[1] ?? [],
  );
  const refused = set.filter((key) => !OF_SERVERLESS_TOPICS.test(key));
  return refused.length > 0
    ? `makes topics with ${refused.join(", ")}, which MSK Serverless does not let`
    : undefined;
}

const connectorSchema = z.object({
  kafkaCluster: z.object({ apacheKafkaCluster: z.object({ bootstrapServers: z.string() }) }),
  connectorConfiguration: z.record(z.string(), z.string()),
});

const HOUR_MS = 3_600_000;

function tieredTopic(encoded: unknown): string | undefined {
  const configs = z
    .record(z.string(), z.string())
    .parse(JSON.parse(Buffer.from(String(encoded), "base64").toString()));
  if (configs["remote.storage.enable"] !== "true") return undefined;
  if (configs["cleanup.policy"] !== "delete") return "has tiered storage and compacts";
  const [whole, local] = [Number(configs["retention.ms"]), Number(configs["local.retention.ms"])];
  if (whole !== -1 && whole < 72 * HOUR_MS) return "has tiered storage for less than 72 hours";
  return whole !== -1 && local >= whole ? "keeps nothing in tiered storage" : undefined;
}

function workerProperties(encoded: unknown): string | undefined {
  const properties = propertiesOf(Buffer.from(String(encoded), "base64"));
  const missing = ["key.converter", "value.converter"].filter((key) => !(key in properties));
  if (missing.length > 0) return `lacks ${missing.join(", ")}`;
  const refused = Object.keys(properties).filter(
    (key) =>
      NOT_OF_WORKERS.test(key) ||
      (key.startsWith("producer.") && !OF_PRODUCERS.test(key)) ||
      (key.startsWith("consumer.") && !OF_CONSUMERS.test(key)),
  );
  return refused.length > 0 ? `sets ${refused.join(", ")}, which MSK Connect refuses` : undefined;
}

function propertiesOf(file: unknown): Properties {
  const content = file instanceof Uint8Array ? Buffer.from(file).toString("utf8") : String(file);
  return parseProperties(content);
}
