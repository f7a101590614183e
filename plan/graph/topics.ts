import { counted } from "../../support/format";
import {
  connectorsOf,
  isSink,
  TOPIC,
  topicsOf,
  type PlannedConnector,
  type Topic,
} from "../declared";
import { resourcesOfType, type Plan } from "../plan";
import { boxId, type Box, type BoxKind } from "./boxes";
import { clusterOf } from "./cluster";
import { VPC_ID } from "./network";

/** Returns the Kafka cluster with its topics. */
export function clusterBoxes(plan: Plan): Box[] {
  const { urn, name, kafkaVersion, brokers, brokerType } = clusterOf(plan);
  const id = boxId("cluster", name);
  const cluster: Box = {
    id,
    kind: "cluster",
    label: "Amazon MSK",
    name,
    details: [`Kafka ${kafkaVersion}`, `${brokers} × ${brokerType}`],
    within: VPC_ID,
    shows: [urn],
  };
  const connectors = connectorsOf(plan);
  const urns = resourcesOfType(plan, TOPIC).map((resource) => resource.urn);
  const topics = topicsOf(plan).map((topic, i) =>
    topicBox(topic, kindOf(topic.name, connectors), id, urns.slice(i, i + 1)),
  );
  return [cluster, ...topics];
}

/** A topic that no connector's records take is kept by a connector for itself. */
function kindOf(name: string, connectors: readonly PlannedConnector[]): BoxKind {
  const sinks = connectors.filter(isSink);
  if (sinks.some(({ writes }) => writes.includes(name))) return "dead letters";
  const flows = connectors.some(({ reads, writes }) => [...reads, ...writes].includes(name));
  // Kafka, Connect and Debezium name so what they keep for themselves.
  return flows && !name.startsWith("__") ? "topic" : "kept topic";
}

const labels: Readonly<Partial<Record<BoxKind, string>>> = {
  topic: "Topic",
  "dead letters": "Dead letter topic",
};

function topicBox(topic: Topic, kind: BoxKind, within: string, shows: readonly string[]): Box {
  const { name, partitionCount, replicationFactor } = topic;
  const copies = replicationFactor === 1 ? "1 copy" : `${replicationFactor} copies`;
  return {
    id: boxId(kind, name),
    kind,
    label: labels[kind] ?? "Topic that a connector keeps for itself",
    name,
    details: [`${counted(partitionCount, "partition")}, ${copies}`],
    within,
    shows,
  };
}
