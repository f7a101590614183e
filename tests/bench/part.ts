import type { Verdict } from "./figures";

/** What one part of the benchmark has measured, as a section of its report. */
export interface Part {
  readonly title: string;
  /** What was measured, and how. */
  readonly text: string;
  /** Rows of cells, the head first. */
  readonly table: readonly (readonly string[])[];
  readonly verdicts: readonly Verdict[];
}
