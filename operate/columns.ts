import { count } from "../support/format";

export type Cell = string | number | undefined;

const GAP = "  ";

/** Renders a table in aligned plain text: numbers to the right, a dash for what is not known. */
export function columns(headings: readonly string[], rows: readonly (readonly Cell[])[]): string {
  const texts = [headings, ...rows.map((row) => row.map(cellText))];
  const widths = headings.map((_, i) => Math.max(...texts.map((row) => row[i]?.length ?? 0)));
  const numeric = headings.map((_, i) => rows.some((row) => typeof row[i] === "number"));
  return texts
    .map((row) => row.map((text, i) => aligned(text, widths[i] ?? 0, numeric[i] ?? false)))
    .map((row) => row.join(GAP).trimEnd())
    .join("\n");
}

function cellText(cell: Cell): string {
  return typeof cell === "number" ? count(cell) : (cell ?? "-");
}

function aligned(text: string, width: number, toTheRight: boolean): string {
  return toTheRight ? text.padStart(width) : text.padEnd(width);
}
