/** Several measurements of one thing. */
export interface Figure {
  readonly name: string;
  readonly unit: string;
  readonly values: readonly number[];
}

/** A claim about figures of one run, and whether it held. */
export interface Verdict {
  readonly claim: string;
  readonly actual: string;
  readonly held: boolean;
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const upper = sorted[Math.floor(sorted.length / 2)] ?? NaN;
  const lower = sorted[Math.ceil(sorted.length / 2) - 1] ?? NaN;
  return (lower + upper) / 2;
}

/** Figures as a table: median, least and most of each. */
export function figureTable(figures: readonly Figure[]): string {
  const rows = figures.map(({ name, unit, values }) => [
    name,
    short(median(values)),
    short(Math.min(...values)),
    short(Math.max(...values)),
    unit,
    String(values.length),
  ]);
  return table([["", "median", "least", "most", "", "runs"], ...rows]);
}

export function verdictTable(verdicts: readonly Verdict[]): string {
  return table(verdicts.map(({ claim, actual, held }) => [held ? "✔" : "✖", claim, actual]));
}

/** Three significant digits, but never an exponent. */
export function short(value: number): string {
  return value >= 100 ? Math.round(value).toLocaleString("en") : value.toPrecision(3);
}

function table(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(...rows.map((row) => (row[column] ?? "").length)),
  );
  return rows
    .map((row) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join("  "))
    .map((line) => `  ${line.trimEnd()}`)
    .join("\n");
}
