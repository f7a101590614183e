import { counted } from "../../support/format";
import {
  CONNECTOR_TOPIC,
  connectorsOf,
  connectorTopicsOf,
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
  const { urn, name, brokers } = clusterOf(plan);
  const id = boxId("cluster", name);
  const cluster: Box = {
    id,
    kind: "cluster",
    label: "Amazon MSK",
    name,
    details: brokers
      ? [`Kafka ${brokers.kafkaVersion}`, `${brokers.count} × ${brokers.type}`]
      : ["Serverless"],
    within: VPC_ID,
    shows: [urn],
  };
  const connectors = connectorsOf(plan);
  const resources = [TOPIC, CONNECTOR_TOPIC].flatMap((type) => resourcesOfType(plan, type));
  const topics = [...topicsOf(plan), ...connectorTopicsOf(plan)].map((topic, i) =>
    topicBox(
      topic,
      kindOf(topic.name, connectors),
      id,
      resources.slice(i, i + 1).map((resource) => resource.urn),
    ),
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

function topicBox(
  { name, partitionCount, replicationFactor }: DrawnTopic,
  kind: BoxKind,
  within: string,
  shows: readonly string[],
): Box {
  const copies =
    replicationFactor === undefined
      ? []
      : [replicationFactor === 1 ? "1 copy" : `${replicationFactor} copies`];
  return {
    id: boxId(kind, name),
    kind,
    label: labels[kind] ?? "Topic that a connector keeps for itself",
    name,
    details: [[counted(partitionCount, "partition"), ...copies].join(", ")],
    within,
    shows,
  };
}

/** A topic that a connector makes has as many copies as Amazon MSK gives it. */
type DrawnTopic = Pick<Topic, "name" | "partitionCount"> & Partial<Topic>;
