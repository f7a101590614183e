import { at, isProperties, isSet, shown } from "../properties";
import { refersTo } from "../references";
import { unless, type Resource, type Rule } from "../rule";
import { literalSecrets } from "../secrets";
import { isLogged } from "./msk";

const types = ["aws:mskconnect/connector:Connector"];
const WORKER_CONFIGURATION = "aws:mskconnect/workerConfiguration:WorkerConfiguration";

export const connectRules: readonly Rule[] = [
  {
    id: "connector-tls",
    title: "Connectors speak TLS with the brokers",
    controls: ["Security Hub MSK.3"],
    why: "MSK Connect's default is plaintext.",
    fix: "Set kafkaClusterEncryptionInTransit.encryptionType to TLS",
    scope: "resource",
    types,
    check: ({ props }) => {
      const type = at(props, "kafkaClusterEncryptionInTransit", "encryptionType");
      return unless(type === "TLS", `encryptionType is ${shown(type)}`);
    },
  },
  {
    id: "connector-iam",
    title: "Connectors authenticate by IAM",
    controls: [],
    why: "A connector without an identity needs brokers that let everybody in.",
    fix: "Set kafkaClusterClientAuthentication.authenticationType to IAM",
    scope: "resource",
    types,
    check: ({ props }) => {
      const type = at(props, "kafkaClusterClientAuthentication", "authenticationType");
      return unless(type === "IAM", `authenticationType is ${shown(type)}`);
    },
  },
  {
    id: "connector-logging",
    title: "Connectors write logs",
    controls: ["Security Hub MSK.5"],
    why: "MSK Connect tells nowhere else why a task failed.",
    fix: "Enable cloudwatchLogs, firehose or s3 in logDelivery.workerLogDelivery",
    scope: "resource",
    types,
    check: ({ props }) =>
      unless(isLogged(at(props, "logDelivery", "workerLogDelivery")), "Workers log to nowhere"),
  },
  {
    /** @see https://docs.aws.amazon.com/msk/latest/developerguide/msk-connect-config-provider.html */
    id: "connector-no-literal-secret",
    title: "No secret stands in a connector's configuration",
    controls: [],
    why: "MSK Connect shows the configuration to everybody who may describe the connector.",
    fix: "Keep the secret in AWS Secrets Manager and refer to it as `${provider:secret:field}`",
    scope: "resource",
    types,
    check: ({ props }) =>
      // Not the value: what this finds is printed.
      literalSecrets(at(props, "connectorConfiguration")).map(
        (key) => `connectorConfiguration holds a secret in the clear in ${key}`,
      ),
  },
  {
    /** @see https://debezium.io/documentation/reference/2.7/connectors/mysql.html */
    id: "connector-debezium-one-task",
    title: "Debezium has one task on one provisioned worker",
    controls: [],
    why: "It reads one log in order; more workers idle at their price, and autoscaling overrides tasks.max.",
    fix: "Set tasks.max to 1 and capacity to provisionedCapacity with a workerCount of 1",
    scope: "resource",
    types,
    check: ({ props }) => (isDebezium(props) ? debeziumFindings(props) : []),
  },
  {
    /** @see https://docs.aws.amazon.com/msk/latest/developerguide/msk-connect-manage-connector-offsets.html */
    id: "connector-fixed-offsets",
    title: "A source keeps its offsets in a topic of a fixed name",
    controls: [],
    why: "MSK Connect names it after each new connector's id, so a replaced source would begin anew.",
    fix: "Set `offset.storage.topic=__amazon_msk_connect_offsets_NAME` in its worker configuration",
    scope: "stack",
    types,
    check: (connector, stack) => (isSource(connector) ? offsetsFindings(connector, stack) : []),
  },
  {
    id: "plugin-object-version",
    title: "A connector plugin names the version of its archive",
    controls: [],
    why: "Otherwise nobody can tell which archive MSK Connect read, and a new one at the same key goes unnoticed.",
    fix: "Version the bucket and set location.s3.objectVersion to the object's versionId",
    scope: "resource",
    types: ["aws:mskconnect/customPlugin:CustomPlugin"],
    check: ({ props }) =>
      unless(isSet(at(props, "location", "s3", "objectVersion")), "objectVersion is not set"),
  },
];

function isDebezium(props: Resource["props"]): boolean {
  return shown(at(props, "connectorConfiguration", "connector.class")).startsWith("io.debezium.");
}

function debeziumFindings(props: Resource["props"]): readonly string[] {
  // Kafka Connect's default is 1.
  const tasks = at(props, "connectorConfiguration", "tasks.max") ?? "1";
  const workers = at(props, "capacity", "provisionedCapacity", "workerCount");
  return [
    ...unless(Number(tasks) === 1, `tasks.max is ${shown(tasks)}`),
    ...unless(!isSet(at(props, "capacity", "autoscaling")), "It scales"),
    ...unless(workers === undefined || workers === 1, `workerCount is ${shown(workers)}`),
  ];
}

/** Only a sink names the topics that it reads. */
function isSource({ props }: Resource): boolean {
  const configuration = at(props, "connectorConfiguration");
  return (
    isProperties(configuration) && !("topics" in configuration || "topics.regex" in configuration)
  );
}

function offsetsFindings(connector: Resource, stack: readonly Resource[]): readonly string[] {
  if (!isSet(at(connector.props, "workerConfiguration"))) {
    return ["It has MSK Connect's default worker configuration"];
  }
  // One of another stack is not seen here.
  return stack
    .filter(({ type }) => type === WORKER_CONFIGURATION)
    .filter((worker) => refersTo(connector, ["workerConfiguration", "arn"], worker))
    .flatMap((worker) => {
      const topic = /^offset\.storage\.topic\s*=\s*(\S*)/m.exec(
        shown(at(worker.props, "propertiesFileContent")),
      )?.[1];
      return unless(
        /^__amazon_msk_connect_offsets_./.test(topic ?? ""),
        `offset.storage.topic is ${shown(topic)} in ${worker.name}`,
      );
    });
}
