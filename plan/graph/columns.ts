import { groupsOf } from "../../support/groups";
import type { Box, BoxKind, Edge, Model } from "./boxes";

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
export function lanesOf({ boxes, edges }: Model): Lane[] {
  const among = boxes.filter((box) => columnOf(box) !== undefined);
  const numbers = laneNumbers(among, edges);
  const captures = (lane: Lane): number => (lane.database.length > 0 ? 0 : 1);
  return [...new Set(numbers.values())]
    .sort((a, b) => (a < b ? -1 : 1))
    .map((number) => laneOf(among.filter(({ id }) => numbers.get(id) === number)))
    .sort((a, b) => captures(a) - captures(b));
}

/** A topic that no records take goes with the first connector that may use it, or comes last. */
function laneNumbers(among: readonly Box[], edges: readonly Edge[]): ReadonlyMap<string, number> {
  const kept = among.filter(({ kind }) => kind === "kept topic").map(({ id }) => id);
  const flowing = among.map(({ id }) => id).filter((id) => !kept.includes(id));
  const flow = edges.filter(
    ({ kind, from, to }) => kind !== "grant" && flowing.includes(from) && flowing.includes(to),
  );
  const groups = groupsOf(flowing, flow);
  const user = (id: string): string => edges.find(({ to }) => to === id)?.from ?? "";
  const ofKept = kept.map((id) => [id, groups.get(user(id)) ?? Infinity] as const);
  return new Map([...groups, ...ofKept]);
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
