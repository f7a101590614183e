/** What the page shows. It comes whole with every event, so a page that is opened late lacks nothing. */
export interface PageState {
  /** Name of the stage. */
  readonly stage: string;
  readonly phase: Phase;
  /** Seconds since the command started. */
  readonly seconds: number;
  readonly steps: readonly StepState[];
  readonly pipelines: readonly PipelineState[];
  /** Parts of the stage, from the left to the right. */
  readonly parts: readonly PartState[];
  readonly edges: readonly Edge[];
  /** What the run has said, with what came of it. */
  readonly said: readonly string[];
}

/** Whether records move yet, and what came of them. */
export type Phase = "starting" | "running" | "complete" | "failed" | "stopped";

/** A step of the start, as a terminal shows it. */
export interface StepState {
  readonly title: string;
  readonly state: "running" | "done" | "failed" | "stopped";
  readonly detail: string;
}

/** How far a pipeline is. */
export interface PipelineState {
  readonly name: string;
  /** What moves, such as "orders". */
  readonly unit: string;
  /** How many in all. */
  readonly total: number;
  readonly bars: readonly { readonly name: string; readonly value: number }[];
  /** Records that wait for the sink. */
  readonly lag: number;
  /** What arrived a second, over the last seconds. */
  readonly rate: number;
  readonly deadLettered: number;
}

/**
 * The columns of the picture, from the left to the right; buckets and dead letters stand under the
 * tables.
 */
const KINDS = ["database", "source", "topic", "sink", "table", "bucket", "dead letters"] as const;

export type PartKind = (typeof KINDS)[number];

/** Returns the place of a kind's column among those of all kinds, from 0. */
export function columnOf(kind: PartKind): number {
  return Math.min(KINDS.indexOf(kind), KINDS.indexOf("table"));
}

/** A part of the stage that the picture has a box for. */
export interface Part {
  /** Kind and name, which no two parts share. */
  readonly id: string;
  readonly kind: PartKind;
  readonly name: string;
  /** Parts of one lane hang together; from 0. */
  readonly lane: number;
  /** What it is configured as, in no order that matters. */
  readonly settings: readonly Setting[];
}

export interface Setting {
  readonly name: string;
  readonly value: string;
}

/** A part, and how it is. */
export interface PartState extends Part {
  readonly health: Health;
  /** How it is in a word, such as RUNNING. */
  readonly status: string;
  /** How much there is of what. */
  readonly figures: readonly Figure[];
  /** Why it is not well; empty for one that is. */
  readonly problem: string;
  /** Its last records, or some of its items. */
  readonly samples: readonly Sample[];
}

/** What a part's frame shows. */
export type Health = "well" | "waiting" | "bad";

export interface Figure {
  /** Such as "records". */
  readonly name: string;
  readonly value: number;
}

export interface Sample {
  /** Such as the record's key, or why it is a dead letter. */
  readonly title: string;
  readonly text: string;
}

/** Records flow from one part to another. */
export interface Edge {
  readonly from: string;
  readonly to: string;
}
