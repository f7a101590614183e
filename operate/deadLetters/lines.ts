import { z } from "zod";
import type { ToolOutput } from "./tool";

const content = z.object({ encoding: z.enum(["text", "base64", "null"]), text: z.string() });

const state = z.enum(["waiting", "replayed", "superseded", "stranded"]);

const counts = z.object({
  waiting: z.number(),
  replayed: z.number(),
  superseded: z.number(),
  stranded: z.number(),
});

const letter = z.object({
  /** In the dead-letter topic. */
  offset: z.number(),
  /** Milliseconds since 1970. */
  time: z.number(),
  /** Where its sink read it, topic/partition/offset. */
  place: z.string().nullable(),
  exception: z.string().nullable(),
  message: z.string().nullable(),
  /** Exception and message of the last cause. */
  cause: z.string().nullable(),
  state,
  /** Where its copy is, by what it was superseded, or why it cannot be replayed. */
  detail: z.string(),
});

const whole = letter.extend({
  task: z.string().nullable(),
  stage: z.string().nullable(),
  executingClass: z.string().nullable(),
  headers: z.array(content.extend({ name: z.string() })),
  key: content,
  valueEncoding: content.shape.encoding,
  valueCharacters: z.number(),
  stackCharacters: z.number(),
});

const outcome = letter.pick({ offset: true, place: true, detail: true }).extend({
  state: z.enum(["sent", ...state.options]),
});

export type Counts = z.output<typeof counts>;
export type Letter = z.output<typeof letter>;
export type Content = z.output<typeof content>;
export type Outcome = z.output<typeof outcome>;

/** A dead letter with all that it holds. */
export type WholeLetter = Omit<z.output<typeof whole>, `${string}Characters` | "valueEncoding"> & {
  readonly value: Content;
  readonly stack: string;
  /** Characters of value and stack trace that are missing. */
  readonly missing: number;
};

/** What the tool lists: counts of all dead letters, and the last ones. */
export interface List {
  readonly counts: Counts;
  readonly letters: readonly Letter[];
  readonly cut: boolean;
}

export interface ReplayReport {
  /** Of those that nothing was sent of. */
  readonly counts: Counts;
  readonly sent: number;
  /** Newer records that were sent again after an older one's copy. */
  readonly repeated: readonly string[];
  readonly outcomes: readonly Outcome[];
  readonly cut: boolean;
}

/** Reads what the tool prints for list. */
export function readList(output: ToolOutput): List {
  const lines = linesOf(output);
  return {
    counts: counts.parse(lines.first("summary")),
    letters: z.array(letter).parse(lines.all("letter")),
    cut: output.cut,
  };
}

/**
 * Reads what the tool prints for show: value and stack trace come in pieces. Returns undefined where
 * not even all that comes before them is there.
 */
export function readWhole(output: ToolOutput): WholeLetter | undefined {
  const lines = linesOf(output);
  const first = lines.first("letter");
  if (first === undefined && output.cut) return undefined;
  const { valueEncoding, valueCharacters, stackCharacters, ...rest } = whole.parse(first);
  const value = { encoding: valueEncoding, text: joined(lines.all("value")) };
  const stack = joined(lines.all("stack"));
  const missing = valueCharacters - value.text.length + stackCharacters - stack.length;
  return { ...rest, value, stack, missing };
}

/** Reads what the tool prints for replay. */
export function readReplay(output: ToolOutput): ReplayReport {
  const lines = linesOf(output);
  const summary = lines.first("summary");
  return {
    counts: counts.parse(summary),
    sent: z.object({ sent: z.number() }).parse(summary).sent,
    repeated: z
      .array(z.object({ record: z.string() }))
      .parse(lines.all("repeated"))
      .map(({ record }) => record),
    outcomes: z.array(outcome).parse(lines.all("outcome")),
    cut: output.cut,
  };
}

function joined(pieces: readonly unknown[]): string {
  return z
    .array(z.object({ text: z.string() }))
    .parse(pieces)
    .map(({ text }) => text)
    .join("");
}

/** Of an output that is cut the last line is not whole. */
function linesOf({ text, cut }: ToolOutput) {
  const whole = cut ? text.slice(0, text.lastIndexOf("\n") + 1) : text;
  const lines = whole
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => z.looseObject({ kind: z.string() }).parse(JSON.parse(line)));
  const all = (kind: string) => lines.filter((line) => line.kind === kind);
  return { all, first: (kind: string) => all(kind)[0] };
}
