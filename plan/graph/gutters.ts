import { columnOf, type Column } from "./columns";
import { endOf, startOf, type Ends, type Spans } from "./ends";
import { gutterWidth, trackAt, tracksOf, type Stretch } from "./tracks";

/**
 * Gutters from the left to the right: before the sources, before the topics, before the sinks, after
 * them, and after the VPC.
 */
export const GUTTERS = ["captures", "writes", "reads", "leaves", "services"] as const;
export type Gutter = (typeof GUTTERS)[number];

/** What runs along the gutters. */
export interface Runs {
  readonly ends: readonly Ends[];
  readonly spans: Spans;
  /** Returns the height at which an edge runs below the columns. */
  readonly channel: (ends: Ends) => number;
}

/** The tracks of a gutter. */
export interface Tracks {
  /** Returns how wide the gutter is, at least so much. */
  readonly width: (least: number) => number;
  /** Returns how far the track of an edge is from the start of the gutter. */
  readonly track: (ends: Ends) => number;
}

/** Gives the edges that run along a gutter their tracks. */
export function tracksIn(gutter: Gutter, runs: Runs): Tracks {
  const along = runs.ends.flatMap((ends) => {
    const stretch = stretchIn(gutter, ends, runs);
    return stretch === undefined ? [] : [{ ends, stretch }];
  });
  const tracks = tracksOf(along.map(({ stretch }) => stretch));
  return {
    width: (least) => gutterWidth(tracks, least),
    track: (ends) => trackAt(tracks[along.findIndex((each) => each.ends === ends)] ?? 0),
  };
}

/** The gutter to the right of a column, for edges to the next one. */
const gutterAfter: Readonly<Record<Column, Gutter>> = {
  database: "captures",
  source: "writes",
  topic: "reads",
  sink: "services",
  table: "services",
};

/** Returns the gutter that an edge to the next column crosses. */
export function gutterAcross({ from, to, fromSide }: Ends): Gutter {
  return gutterAfter[columnOf(fromSide === "right" ? from : to) ?? "table"];
}

/** Returns the gutter in which an edge that goes around leaves its box. */
export function gutterOfLeaving({ fromSide }: Ends): Gutter {
  return fromSide === "left" ? "captures" : "leaves";
}

function stretchIn(gutter: Gutter, ends: Ends, runs: Runs): Stretch | undefined {
  const start = startOf(ends, runs.ends, runs.spans);
  const end = endOf(ends, runs.ends, runs.spans);
  switch (ends.way) {
    case "up":
      return undefined;
    case "across":
      if (gutterAcross(ends) !== gutter) return undefined;
      return ends.fromSide === "right" ? { from: start, to: end } : { from: end, to: start };
    case "around":
      if (gutter === "services") return { from: runs.channel(ends), to: end };
      if (gutterOfLeaving(ends) !== gutter) return undefined;
      return ends.fromSide === "right"
        ? { from: start, to: runs.channel(ends) }
        : { from: runs.channel(ends), to: start };
  }
}
