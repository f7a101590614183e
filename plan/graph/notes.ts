import { count } from "../../support/format";
import type { EdgeKind, LeftOut, Model } from "./boxes";
import type { Line } from "./content";
import type { Point } from "./place";
import { shortened, styles, widthOf, wrapped } from "./text";

/** A sample of an edge, with its meaning written beside it. */
export interface Sample {
  readonly kind: EdgeKind;
  readonly from: Point;
  readonly to: Point;
}

interface Place extends Point {
  readonly width: number;
}

const meanings: readonly (readonly [EdgeKind, string])[] = [
  ["records", "records"],
  ["dead letters", "records that cannot be stored"],
  ["grant", "right of a role"],
];

const SAMPLE = 34;
const SAMPLE_GAP = 8;
const LEGEND_GAP = 22;

/** Writes the title, and at the right what the kinds of edges mean. */
export function titleOf(
  { title, region, edges }: Model,
  { x, y, width }: Place,
): { lines: Line[]; samples: Sample[] } {
  const used = meanings.filter(([kind]) => edges.some((edge) => edge.kind === kind));
  const text = shortened(title, styles.title, width, "end");
  const lines: Line[] = [
    { style: "title", text, x, y: y + 22 },
    { style: "detail", text: `Region ${region}`, x, y: y + 42 },
  ];
  const samples: Sample[] = [];
  let right = x + width;
  for (const [kind, meaning] of [...used].reverse()) {
    const left = right - widthOf(meaning, styles.note);
    const end = { x: left - SAMPLE_GAP, y: y + 38 };
    lines.push({ style: "note", text: meaning, x: left, y: y + 42 });
    samples.push({ kind, from: { ...end, x: end.x - SAMPLE }, to: end });
    right = end.x - SAMPLE - LEGEND_GAP;
  }
  return { lines, samples };
}

/** Writes below everything what the drawing leaves out. */
export function notesOf(
  { leftOut }: Model,
  { x, y, width }: Place,
): { lines: Line[]; bottom: number } {
  if (leftOut.length === 0) return { lines: [], bottom: y };
  const text = `Not drawn: ${leftOut.map(countedThing).join(", ")}.`;
  const { line } = styles.note;
  const lines = sentences(text, width).map((each, i): Line => ({
    style: "note",
    text: each,
    x,
    y: y + (i + 0.8) * line,
  }));
  return { lines, bottom: y + lines.length * line };
}

/** As many lines as it takes: each holds a word at least. */
function sentences(text: string, width: number): string[] {
  return wrapped(text, styles.note, width, text.length);
}

function countedThing({ thing, count: number }: LeftOut): string {
  return `${count(number)} ${number === 1 ? thing : `${thing.replace(/y$/, "ie")}s`}`;
}
