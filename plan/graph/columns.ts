import { groupsOf } from "../../support/groups";
import type { Box, BoxKind, Model } from "./boxes";

/** Columns that records pass from the left to the right. */
export const COLUMNS = ["database", "source", "topic", "sink", "table"] as const;
export type Column = (typeof COLUMNS)[number];

const columnOfKind: Readonly<Partial<Record<BoxKind, Column>>> = {
  database: "database",
  source: "source",
  topic: "topic",
  "dead letters": "topic",
  "kept topic": "topic",
  sink: "sink",
  table: "table",
};

/** Kinds of topics from the top of a column to its bottom. */
const ORDER: readonly BoxKind[] = ["topic", "dead letters", "kept topic"];

/** What hangs together by its records: the boxes of each column from the top to the bottom. */
export type Lane = Readonly<Record<Column, readonly Box[]>>;

/** Returns the column that a box stands in; undefined for one that records do not pass. */
export function columnOf({ kind }: Box): Column | undefined {
  return columnOfKind[kind];
}

/** Returns how many columns an edge leads to the right; undefined where it leaves the columns. */
export function stepOf(from: Box, to: Box): number | undefined {
  const [start, end] = [columnOf(from), columnOf(to)];
  if (start === undefined || end === undefined) return undefined;
  return COLUMNS.indexOf(end) - COLUMNS.indexOf(start);
}

/** Sorts a model into lanes: those with a database first, whose box begins above its lane. */
export function lanesOf(model: Model): Lane[] {
  const flowing = model.boxes.filter((box) => columnOf(box) !== undefined && !isKept(box));
  const groups = groupsOf(flowing, passing(model));
  const kept = keptBy(model);
  const lanes = groups.map((group) => laneOf([...group, ...group.flatMap(kept)]));
  const unused = laneOf(kept(undefined));
  const captures = (lane: Lane): number => (lane.database.length > 0 ? 0 : 1);
  return [...lanes, ...(unused.topic.length > 0 ? [unused] : [])].sort(
    (a, b) => captures(a) - captures(b),
  );
}

function isKept({ kind }: Box): boolean {
  return kind === "kept topic";
}

/** Tells whether records pass from one box to another, or back. */
function passing({ edges }: Model): (a: Box, b: Box) => boolean {
  const ways = new Set(
    edges.filter(({ kind }) => kind !== "grant").map(({ from, to }) => `${from} ${to}`),
  );
  return (a, b) => ways.has(`${a.id} ${b.id}`) || ways.has(`${b.id} ${a.id}`);
}

/** Finds the topics that no records pass and that a box is the first to use, or that none uses. */
function keptBy({ boxes, edges }: Model): (box: Box | undefined) => Box[] {
  const kept = boxes.filter(isKept);
  return (box) => kept.filter(({ id }) => edges.find(({ to }) => to === id)?.from === box?.id);
}

function laneOf(boxes: readonly Box[]): Lane {
  const rank = ({ kind }: Box): number => ORDER.indexOf(kind);
  const inColumn = (column: Column): Box[] =>
    boxes.filter((box) => columnOf(box) === column).sort((a, b) => rank(a) - rank(b));
  return {
    database: inColumn("database"),
    source: inColumn("source"),
    topic: inColumn("topic"),
    sink: inColumn("sink"),
    table: inColumn("table"),
  };
}
