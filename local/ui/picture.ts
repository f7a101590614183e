import { groupsOf } from "../../support/groups";
import { isSink, type Table, type Topic } from "../../plan/declared";
import { bucketOf, bucketsOf } from "../declared/buckets";
import type { Database, DeclaredStage, DeclaredConnector } from "../declared/declaredStage";
import { capturesChanges } from "../pipelines/cdc/flow";
import { tableOf } from "../pipelines/sinkFlow";
import { serverOf } from "../services/database/database";
import { columnOf, type Edge, type Part, type PartKind, type Setting } from "./state";

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
  const parts = inLanes(boxes, edges);
  // What several sinks fill stands sink by sink, as their ways do, so that none crosses another's.
  const place = ({ id }: Part): number => edges.findIndex(({ to }) => to === id);
  const inOrder = parts.sort(
    (a, b) => a.lane - b.lane || columnOf(a.kind) - columnOf(b.kind) || place(a) - place(b),
  );
  return { parts: inOrder, edges };
}

/** Returns what no two parts of a stage share. */
function partId(kind: PartKind, name: string): string {
  return `${kind}:${name}`;
}

function boxesOf(stage: DeclaredStage): Box[] {
  const { connectors, topics, tables, database } = stage;
  const dead = deadLetterTopics(connectors);
  // Kafka, Connect and Debezium name so what they keep for themselves.
  const own = topics.filter(({ name }) => !name.startsWith("__"));
  return [
    ...(database ? [databaseBox(database)] : []),
    ...connectors.map((each) =>
      box(isSink(each) ? "sink" : "source", each.name, settingsOf(each.config)),
    ),
    ...own.map((topic) =>
      box(dead.has(topic.name) ? "dead letters" : "topic", topic.name, topicSettings(topic)),
    ),
    ...tables.map((table) => box("table", table.name, tableSettings(table))),
    ...bucketsOf(stage).map((bucket) => box("bucket", bucket, [])),
  ];
}

/** A stage has one database at most. */
function databaseBox({ bootstrap, parameters }: Database): Box {
  return box("database", serverOf(bootstrap).title, settingsOf(parameters));
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
  const database = boxes.find(({ kind }) => kind === "database");
  return stage.connectors
    .flatMap((each) => (isSink(each) ? edgesOfSink(each) : edgesOfSource(each, database)))
    .filter(({ from, to }) => ids.has(from) && ids.has(to));
}

function edgesOfSource(connector: DeclaredConnector, database: Box | undefined): Edge[] {
  const { name, writes } = connector;
  const source = partId("source", name);
  return [
    ...(database && capturesChanges(connector) ? [{ from: database.id, to: source }] : []),
    ...writes.map((topic) => ({ from: source, to: partId("topic", topic) })),
  ];
}

function edgesOfSink(connector: DeclaredConnector): Edge[] {
  const { name, reads, writes } = connector;
  const sink = partId("sink", name);
  return [
    ...reads.map((topic) => ({ from: partId("topic", topic), to: sink })),
    ...storesOf(connector).map((store) => ({ from: sink, to: store })),
    ...writes.map((topic) => ({ from: sink, to: partId("dead letters", topic) })),
  ];
}

function storesOf(connector: DeclaredConnector): string[] {
  const bucket = bucketOf(connector);
  return bucket === undefined
    ? connector.reads.map((topic) => partId("table", tableOf(connector, topic)))
    : [partId("bucket", bucket)];
}

function deadLetterTopics(connectors: readonly DeclaredConnector[]): ReadonlySet<string> {
  return new Set(connectors.filter(isSink).flatMap(({ writes }) => writes));
}

/** Numbers the lanes, what hangs together, in the order of the first part of each. */
function inLanes(boxes: readonly Box[], edges: readonly Edge[]): Part[] {
  const ways = new Set(edges.map(({ from, to }) => `${from} ${to}`));
  const groups = groupsOf(
    boxes,
    (a, b) => ways.has(`${a.id} ${b.id}`) || ways.has(`${b.id} ${a.id}`),
  );
  return boxes.map((box) => ({ ...box, lane: groups.findIndex((group) => group.includes(box)) }));
}
