import type { Box, BoxKind } from "./boxes";
import { shortened, styles, wrapped, type StyleName } from "./text";

/** A line of text; its place is that of its start on the baseline. */
export interface Line {
  readonly text: string;
  readonly style: StyleName;
  readonly x: number;
  readonly y: number;
}

/** What is written in a box: from its upper left corner, and how high it is with that alone. */
export interface Content {
  readonly lines: readonly Line[];
  readonly height: number;
}

/** Between a box's border and what is written in it. */
export const PADDING = { x: 12, y: 8 } as const;

/** More archives than these are counted, not named. */
const MOST_DETAILS = 6;

type Written = Pick<Line, "text" | "style">;

/** Writes a box that is so wide. */
export function contentOf(box: Box, width: number): Content {
  let bottom: number = PADDING.y;
  const lines = linesOf(box, width - 2 * PADDING.x).map(({ text, style }): Line => {
    const { line, size } = styles[style];
    bottom += line;
    // Below the baseline is a fifth of a letter, and half of the space between lines.
    return { text, style, x: PADDING.x, y: bottom - (line - size) / 2 - size / 5 };
  });
  return { lines, height: bottom + PADDING.y };
}

type Write = (box: Box, width: number) => Written[];

/** Kinds that are written in another way than most. */
const ways: Readonly<Partial<Record<BoxKind, Write>>> = {
  vpc: writeHeading,
  zone: writeHeading,
  subnet: writeHeading,
  service: ({ name }, width) => written("heading", name, width, 2),
  "kept topic": writeKeptTopic,
  "gateway endpoint": ({ label, name }, width) => [
    ...written("label", label, width, 2),
    ...written("smallName", name, width),
  ],
};

function linesOf(box: Box, width: number): Written[] {
  return (ways[box.kind] ?? writeMost)(box, width);
}

function writeMost({ label, name, details }: Box, width: number): Written[] {
  return [
    ...written("label", label, width),
    ...written("name", name, width, 3),
    ...shownOf(details).flatMap((detail) => written("detail", detail, width, 2)),
  ];
}

function writeHeading({ label, name }: Box, width: number): Written[] {
  return written("heading", `${label} ${name}`, width);
}

/** Their names begin alike and end with what tells them apart. */
function writeKeptTopic({ name, details }: Box, width: number): Written[] {
  return [
    { style: "smallName", text: shortened(name, styles.smallName, width, "start") },
    ...details.flatMap((detail) => written("label", detail, width)),
  ];
}

function written(style: StyleName, text: string, width: number, most = 1): Written[] {
  return wrapped(text, styles[style], width, most).map((line) => ({ text: line, style }));
}

function shownOf(details: readonly string[]): readonly string[] {
  if (details.length <= MOST_DETAILS) return details;
  const shown = details.slice(0, MOST_DETAILS - 1);
  return [...shown, `and ${details.length - shown.length} more`];
}
