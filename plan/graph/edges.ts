import { z } from "zod";
import {
  BUCKET,
  CONNECTOR_TOPIC,
  connectorsOf,
  isSink,
  TABLE,
  TOPIC,
  type PlannedConnector,
} from "../declared";
import { resourcesOfType, type Plan, type PlannedResource } from "../plan";
import { inputsOf } from "../read";
import { boxId, type Box, type BoxKind, type Edge } from "./boxes";
import { clusterOf } from "./cluster";
import { connectorId } from "./connectors";
import { capturedDatabases, databaseId } from "./databases";
import { clientId } from "./network";
import { mayWrite, rightsOf, roleName, verbOf, type Right } from "./rights";
import { SECRET } from "./services";

const named = z.object({ name: z.string() });
const ofTopic = z.object({ topic: z.string() });
const withRole = z.object({ serviceExecutionRoleArn: z.string() });
const instanceSchema = z.object({ iamInstanceProfile: z.string().optional() });
const profileSchema = z.object({ role: z.string() });

const TOPICS: readonly string[] = [TOPIC, CONNECTOR_TOPIC];
const topicKinds: readonly BoxKind[] = ["topic", "dead letters", "kept topic"];

/** Kinds of boxes that a right names, by the type of its resource. */
const kindsOfType: Readonly<Record<string, readonly BoxKind[]>> = {
  [TOPIC]: topicKinds,
  [CONNECTOR_TOPIC]: topicKinds,
  [TABLE]: ["table"],
  [BUCKET]: ["bucket"],
  [SECRET]: ["secret"],
};

/** Types of what sinks store records in. */
const STORES: readonly string[] = [TABLE, BUCKET];

/** Finds the box of a resource by its type and name; undefined where none is drawn. */
type Find = (type: string, name: string) => Box | undefined;

/** Returns the ways of the records between the boxes, and what roles may do besides. */
export function edgesOf(plan: Plan, boxes: readonly Box[]): Edge[] {
  const find: Find = (type, name) =>
    boxes.find((box) => box.name === name && kindsOfType[type]?.includes(box.kind));
  const ofConnectors = connectorsOf(plan).flatMap((connector) => {
    const rights = rightsOfConnector(plan, connector);
    const flow = [
      ...captures(plan, connector),
      ...readings(connector, find),
      ...writings(connector, find),
      ...(isSink(connector) ? storings(connector, rights, find) : []),
    ];
    return [...flow, ...grants(connector, rights, flow, find)];
  });
  return [...ofConnectors, ...clientGrants(plan)];
}

function captures(plan: Plan, connector: PlannedConnector): Edge[] {
  return capturedDatabases(plan, connector).map((database) => ({
    from: databaseId(database),
    to: connectorId(connector),
    kind: "records",
    about: `${connector.name} captures the changes of ${database}`,
  }));
}

function readings(connector: PlannedConnector, find: Find): Edge[] {
  return connector.reads.flatMap((name): Edge[] => {
    const box = find(TOPIC, name);
    if (box === undefined) return [];
    const about = `${connector.name} reads ${name}`;
    return [{ from: box.id, to: connectorId(connector), kind: "records", about }];
  });
}

/** What is written of a connector's own is no flow of records: its grant shows it. */
function writings(connector: PlannedConnector, find: Find): Edge[] {
  return connector.writes.flatMap((name): Edge[] => {
    const box = find(TOPIC, name);
    if (box === undefined || box.kind === "kept topic") return [];
    const ends = { from: connectorId(connector), to: box.id };
    return box.kind === "dead letters"
      ? [
          {
            ...ends,
            kind: "dead letters",
            about: `${connector.name} sets records aside in ${name}`,
          },
        ]
      : [{ ...ends, kind: "records", about: `${connector.name} writes ${name}` }];
  });
}

function storings(connector: PlannedConnector, rights: readonly Right[], find: Find): Edge[] {
  return rights.flatMap(({ resource, actions }): Edge[] => {
    const { type } = resource;
    const box = STORES.includes(type) ? find(type, nameOf(resource)) : undefined;
    if (box === undefined || !mayWrite(actions)) return [];
    const about = `${connector.name} stores in ${box.name}`;
    return [{ from: connectorId(connector), to: box.id, kind: "records", about }];
  });
}

/** What a connector's role may do with what its records do not pass anyway. */
function grants(
  connector: PlannedConnector,
  rights: readonly Right[],
  flow: readonly Edge[],
  find: Find,
): Edge[] {
  return rights.flatMap(({ resource, actions }): Edge[] => {
    const box = find(resource.type, nameOf(resource));
    if (box === undefined || flow.some(({ from, to }) => [from, to].includes(box.id))) return [];
    const about = `${connector.name} ${verbOf(actions)} ${box.name}`;
    return [{ from: connectorId(connector), to: box.id, kind: "grant", about }];
  });
}

function rightsOfConnector(plan: Plan, { resource }: PlannedConnector): Right[] {
  const role = roleName(plan, inputsOf(resource, withRole).serviceExecutionRoleArn);
  return role === undefined ? [] : rightsOf(plan, role, Object.keys(kindsOfType));
}

/** What the client's role may do with the topics, as one edge to their cluster. */
function clientGrants(plan: Plan): Edge[] {
  return resourcesOfType(plan, "aws:ec2/instance:Instance").flatMap((client): Edge[] => {
    const role = profileRole(plan, inputsOf(client, instanceSchema).iamInstanceProfile);
    const topics = role === undefined ? [] : rightsOf(plan, role, TOPICS);
    if (topics.length === 0) return [];
    const names = topics.map(({ resource }) => nameOf(resource)).join(", ");
    const verb = verbOf(topics.flatMap(({ actions }) => actions));
    return [
      {
        from: clientId(client),
        to: boxId("cluster", clusterOf(plan).name),
        kind: "grant",
        about: `The Kafka client ${verb} ${names}`,
      },
    ];
  });
}

function profileRole(plan: Plan, profile: string | undefined): string | undefined {
  const profiles = resourcesOfType(plan, "aws:iam/instanceProfile:InstanceProfile");
  const found = profiles.find(({ state }) => state["name"] === profile);
  return found && inputsOf(found, profileSchema).role;
}

/** A bucket is drawn by what the program calls it: Pulumi names it. */
function nameOf(resource: PlannedResource): string {
  if (resource.type === CONNECTOR_TOPIC) return inputsOf(resource, ofTopic).topic;
  return resource.type === BUCKET ? resource.name : inputsOf(resource, named).name;
}
