import { tableName } from "../../connectors/names";
import type { DeclaredStage, PlannedConnector, Table, Topic } from "../declared/declaredStage";
import { KINDS, type Edge, type Part, type PartKind, type Setting } from "./state";

/** A stage as a picture of boxes and of the ways that records take between them. */
export interface Picture {
  readonly parts: readonly Part[];
  readonly edges: readonly Edge[];
}

/** A part that is in no lane yet. */
type Box = Omit<Part, "lane">;

/** Draws what a stage declares. */
export function pictureOf(stage: DeclaredStage): Picture {
  const declared = boxesOf(stage);
  const edges = edgesOf(stage, declared);
  const boxes = declared.filter((each) => !isTopic(each) || isOnTheWay(each, edges));
  const lanes = lanesOf(boxes, edges);
  const parts = boxes.map((box) => ({ ...box, lane: lanes.get(box.id) ?? 0 }));
  const column = ({ kind }: Part): number => KINDS.indexOf(kind);
  return { parts: parts.sort((a, b) => a.lane - b.lane || column(a) - column(b)), edges };
}

/** Returns what no two parts of a stage share. */
export function partId(kind: PartKind, name: string): string {
  return `${kind}:${name}`;
}

/** Tells whether a connector is a sink. */
export function isSink({ reads }: PlannedConnector): boolean {
  return reads.length > 0;
}

/** What the database is called, of which a stage has one at most. */
export const DATABASE = "MySQL";

function boxesOf({ connectors, topics, tables, database }: DeclaredStage): Box[] {
  const dead = deadLetterTopics(connectors);
  // Kafka, Connect and Debezium name so what they keep for themselves.
  const own = topics.filter(({ name }) => !name.startsWith("__"));
  return [
    ...(database ? [box("database", DATABASE, settingsOf(database.parameters))] : []),
    ...connectors.map((each) =>
      box(isSink(each) ? "sink" : "source", each.name, settingsOf(each.config)),
    ),
    ...own.map((topic) =>
      box(dead.has(topic.name) ? "dead letters" : "topic", topic.name, topicSettings(topic)),
    ),
    ...tables.map((table) => box("table", table.name, tableSettings(table))),
  ];
}

function box(kind: PartKind, name: string, settings: readonly Setting[]): Box {
  return { id: partId(kind, name), kind, name, settings };
}

function settingsOf(values: Readonly<Record<string, unknown>>): Setting[] {
  return Object.entries(values).map(([name, value]) => ({ name, value: String(value) }));
}

function topicSettings({ partitionCount, configs }: Topic): Setting[] {
  return settingsOf({ partitions: partitionCount, ...configs });
}

function tableSettings({ hashKey, rangeKey, billingMode }: Table): Setting[] {
  const sortKey = rangeKey === undefined ? {} : { "sort key": rangeKey };
  return settingsOf({ "partition key": hashKey, ...sortKey, billing: billingMode });
}

function isTopic({ kind }: Box): boolean {
  return kind === "topic" || kind === "dead letters";
}

/** A topic that no record of a pipeline takes holds offsets or the like. */
function isOnTheWay({ id }: Box, edges: readonly Edge[]): boolean {
  return edges.some(({ from, to }) => from === id || to === id);
}

/** The ways between the stage's boxes; what a connector writes for itself has none. */
function edgesOf(stage: DeclaredStage, boxes: readonly Box[]): Edge[] {
  const ids = new Set(boxes.map(({ id }) => id));
  return stage.connectors
    .flatMap((each) => (isSink(each) ? edgesOfSink(each) : edgesOfSource(each)))
    .filter(({ from, to }) => ids.has(from) && ids.has(to));
}

function edgesOfSource({ name, writes, config }: PlannedConnector): Edge[] {
  const source = partId("source", name);
  const captures = config["connector.class"]?.startsWith("io.debezium.") ?? false;
  return [
    ...(captures ? [{ from: partId("database", DATABASE), to: source }] : []),
    ...writes.map((topic) => ({ from: source, to: partId("topic", topic) })),
  ];
}

function edgesOfSink({ name, reads, writes, config }: PlannedConnector): Edge[] {
  const sink = partId("sink", name);
  const format = config["table.name.format"] ?? "${topic}";
  return [
    ...reads.map((topic) => ({ from: partId("topic", topic), to: sink })),
    ...reads.map((topic) => ({ from: sink, to: partId("table", tableName(format, topic)) })),
    ...writes.map((topic) => ({ from: sink, to: partId("dead letters", topic) })),
  ];
}

function deadLetterTopics(connectors: readonly PlannedConnector[]): ReadonlySet<string> {
  return new Set(connectors.filter(isSink).flatMap(({ writes }) => writes));
}

/** Numbers what hangs together, in the order of the first part of each. */
function lanesOf(boxes: readonly Box[], edges: readonly Edge[]): ReadonlyMap<string, number> {
  const lanes = new Map(boxes.map(({ id }, i) => [id, i]));
  const lowest = ({ from, to }: Edge): number =>
    Math.min(lanes.get(from) ?? Infinity, lanes.get(to) ?? Infinity);
  // Each round carries the lower number at least one edge further.
  for (let round = 0; round < boxes.length; round += 1) {
    for (const edge of edges) {
      lanes.set(edge.from, lowest(edge)).set(edge.to, lowest(edge));
    }
  }
  const numbers = [...new Set(lanes.values())].sort((a, b) => a - b);
  return new Map([...lanes].map(([id, lane]) => [id, numbers.indexOf(lane)]));
}
