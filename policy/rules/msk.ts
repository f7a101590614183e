import { at, isSet, list, shown, type Properties } from "../properties";
import { unless, type ResourceRule } from "../rule";
import { policiesOf } from "../statements";

const SERVERLESS = "aws:msk/serverlessCluster:ServerlessCluster";
const types = ["aws:msk/cluster:Cluster"];
const typesWithServerless = [...types, SERVERLESS];
const scope = "resource";

/** Levels of which the metrics name the topic. */
const TOPIC_LEVELS: readonly unknown[] = ["PER_TOPIC_PER_BROKER", "PER_TOPIC_PER_PARTITION"];

/** The support of 3.6 and of all before it has ended. */
const OLDEST_KAFKA = { major: 3, minor: 7 };

export const mskRules: readonly ResourceRule[] = [
  {
    id: "msk-tls",
    title: "Kafka speaks TLS between brokers and with clients",
    controls: ["Security Hub MSK.1", "Checkov CKV_AWS_81"],
    why: "Whoever reads the network would read every record.",
    fix: "Set encryptionInTransit to { clientBroker: TLS, inCluster: true }",
    scope,
    types,
    check: ({ props }) => {
      const transit = at(props, "encryptionInfo", "encryptionInTransit");
      // AWS's defaults are the right ones.
      const clients = at(transit, "clientBroker") ?? "TLS";
      return [
        ...unless(clients === "TLS", `Clients may speak ${shown(clients)}`),
        ...unless(at(transit, "inCluster") !== false, "Brokers speak plaintext with each other"),
      ];
    },
  },
  {
    id: "msk-enhanced-monitoring",
    title: "Kafka's metrics are kept by topic",
    controls: ["Security Hub MSK.2"],
    why: "Without them nobody sees which topic fills a broker or whose consumer falls behind.",
    fix: "Set enhancedMonitoring to PER_TOPIC_PER_BROKER or PER_TOPIC_PER_PARTITION",
    scope,
    types,
    check: ({ props }) => {
      const level = at(props, "enhancedMonitoring");
      return unless(TOPIC_LEVELS.includes(level), `enhancedMonitoring is ${shown(level)}`);
    },
  },
  {
    id: "msk-no-public-access",
    title: "Brokers have no public address",
    controls: ["Security Hub MSK.4", "Checkov CKV_AWS_291"],
    why: "A broker that the internet reaches is one stolen credential away from it.",
    fix: "Set connectivityInfo.publicAccess.type to DISABLED",
    scope,
    types,
    check: ({ props }) => {
      const access =
        at(props, "brokerNodeGroupInfo", "connectivityInfo", "publicAccess", "type") ?? "DISABLED";
      return unless(access === "DISABLED", `Public access is ${shown(access)}`);
    },
  },
  {
    id: "msk-no-unauthenticated-access",
    title: "Every client of Kafka authenticates",
    controls: ["Security Hub MSK.6"],
    why: "Otherwise every machine that reaches a broker may read and write every topic.",
    fix: "Set clientAuthentication to { sasl: { iam: true }, unauthenticated: false }, of a serverless cluster to { sasl: { iam: { enabled: true } } }",
    scope,
    types: typesWithServerless,
    check: ({ props }) => {
      const authentication = at(props, "clientAuthentication");
      const ways = [
        at(authentication, "sasl", "iam"),
        at(authentication, "sasl", "iam", "enabled"),
        at(authentication, "sasl", "scram"),
        list(at(authentication, "tls", "certificateAuthorityArns")).length > 0,
      ];
      return [
        ...unless(at(authentication, "unauthenticated") !== true, "unauthenticated is true"),
        // MSK then lets everybody in.
        ...unless(ways.includes(true), "No way of authentication is on"),
      ];
    },
  },
  {
    id: "msk-policy-names-accounts",
    title: "The policy of a cluster names the accounts that it lets in",
    controls: [],
    why: "What it lets everybody do, roles of every AWS account may, those of strangers among them.",
    fix: "Name the accounts in the statement's Principal",
    scope,
    types: ["aws:msk/clusterPolicy:ClusterPolicy"],
    check: ({ props }) =>
      policiesOf(props)
        .filter(({ effect, everybody }) => effect === "Allow" && everybody)
        .map(({ sid }) => `Statement ${sid} lets everybody in`),
  },
  {
    id: "msk-broker-logs",
    title: "Brokers write logs",
    controls: ["Checkov CKV_AWS_80"],
    why: "They are all there is to explain a refused client or a lost broker.",
    fix: "Enable cloudwatchLogs, firehose or s3 in loggingInfo.brokerLogs",
    scope,
    types,
    check: ({ props }) => {
      const logs = at(props, "loggingInfo", "brokerLogs");
      return unless(isLogged(logs), "Brokers log to nowhere");
    },
  },
  {
    id: "msk-customer-key",
    title: "The cluster's records are encrypted with a key of the account's own",
    controls: [],
    why: "Only such a key can be disabled, and tells by its policy and its log who used it.",
    fix: "Set encryptionInfo.encryptionAtRestKmsKeyArn, which replaces the cluster. A serverless cluster cannot have one",
    scope,
    types: typesWithServerless,
    check: ({ props }) =>
      unless(
        isSet(at(props, "encryptionInfo", "encryptionAtRestKmsKeyArn")),
        "The records are encrypted with AWS's key",
      ),
  },
  {
    /** @see https://docs.aws.amazon.com/msk/latest/developerguide/supported-kafka-versions.html */
    id: "msk-supported-version",
    title: "Amazon MSK supports the Kafka version",
    controls: [],
    why: "After its last day MSK upgrades the cluster by itself, at a time of its own.",
    fix: "Set kafkaVersion to 3.7.x or newer",
    scope,
    types,
    check: ({ props }) => {
      const version = at(props, "kafkaVersion");
      return unless(isSupported(version), `Kafka is ${shown(version)}`);
    },
  },
  {
    /** @see https://docs.aws.amazon.com/msk/latest/developerguide/limits.html */
    id: "msk-no-t3",
    title: "Brokers are not of a burstable type",
    controls: [],
    why: "kafka.t3.small accepts 4 new IAM connections a second and slows down when its credits end.",
    fix: "Set instanceType to kafka.m7g.large or larger",
    scope,
    types,
    check: ({ props }) => {
      const type = at(props, "brokerNodeGroupInfo", "instanceType");
      return unless(!shown(type).startsWith("kafka.t3."), `Brokers are ${shown(type)}`);
    },
  },
  {
    id: "msk-brokers-per-subnet",
    title: "Brokers are a multiple of the subnets",
    controls: [],
    why: "MSK refuses a cluster that it cannot spread evenly over the zones.",
    fix: "Set numberOfBrokerNodes to a multiple of the number of clientSubnets",
    scope,
    types,
    check: ({ props }) => {
      const brokers = Number(at(props, "numberOfBrokerNodes"));
      const subnets = list(at(props, "brokerNodeGroupInfo", "clientSubnets")).length;
      return unless(brokers % subnets === 0, `${brokers} brokers share ${subnets} subnets`);
    },
  },
  {
    /**
     * @see https://docs.aws.amazon.com/msk/latest/developerguide/msk-broker-types-express.html
     * @see https://github.com/hashicorp/terraform-provider-aws/issues/48309
     * @see https://github.com/hashicorp/terraform-provider-aws/pull/46702
     */
    id: "msk-express-brokers",
    title: "Express brokers are in three zones, without volumes, of a version that has them",
    controls: [],
    why: "MSK refuses any other cluster of Express brokers, when all that it stands on is there.",
    fix: "Give three clientSubnets and no storageInfo; set kafkaVersion to 3.9.x.kraft or 3.8.x",
    scope,
    types,
    check: ({ props }) => wrongWithExpress(props),
  },
];

/** Returns what Amazon MSK would refuse of a cluster of Express brokers. */
function wrongWithExpress(props: Properties): string[] {
  const group = at(props, "brokerNodeGroupInfo");
  if (!shown(at(group, "instanceType")).startsWith("express.")) return [];
  const zones = list(at(group, "clientSubnets")).length;
  const version = at(props, "kafkaVersion");
  return [
    ...unless(zones === 3, `Express brokers are in ${zones} zones`),
    ...unless(at(group, "storageInfo") === undefined, "Express brokers have volumes"),
    ...unless(
      /^3\.(6\.0|8\.x|9\.x\.kraft)$/.test(shown(version)),
      `Express brokers run Kafka ${shown(version)}`,
    ),
  ];
}

/** Tells whether one of the places is on to which MSK and MSK Connect deliver logs. */
export function isLogged(delivery: unknown): boolean {
  return ["cloudwatchLogs", "firehose", "s3"].some(
    (place) => at(delivery, place, "enabled") === true,
  );
}

function isSupported(version: unknown): boolean {
  const [major = 0, minor = 0] = shown(version).split(".").map(Number);
  const { major: oldest, minor: oldestMinor } = OLDEST_KAFKA;
  return major > oldest || (major === oldest && minor >= oldestMinor);
}
