import type { Box, Edge, Model } from "./boxes";
import { columnOf, stepOf } from "./columns";

export type Side = "left" | "right";

/**
 * Which way an edge takes: `across` to the next column, `around` below all columns to a service, or
 * `up` from a zone to the cluster.
 */
export type Way = "across" | "around" | "up";

/** An edge with the boxes and the sides that it joins. */
export interface Ends {
  readonly edge: Edge;
  readonly way: Way;
  readonly from: Box;
  readonly to: Box;
  readonly fromSide: Side;
  readonly toSide: Side;
}

/** Says for every edge which way it takes. */
export function endsOf({ boxes, edges }: Model): Ends[] {
  const byId = new Map(boxes.map((box) => [box.id, box]));
  return edges.flatMap((edge) => {
    const [from, to] = [byId.get(edge.from), byId.get(edge.to)];
    return from === undefined || to === undefined ? [] : [{ edge, from, to, ...wayOf(from, to) }];
  });
}

function wayOf(from: Box, to: Box): Pick<Ends, "way" | "fromSide" | "toSide"> {
  if (to.kind === "cluster") return { way: "up", fromSide: "left", toSide: "left" };
  const step = stepOf(from, to);
  if (step === 1) return { way: "across", fromSide: "right", toSide: "left" };
  if (step === -1) return { way: "across", fromSide: "left", toSide: "right" };
  const fromSide = columnOf(from) === "sink" ? "right" : "left";
  return { way: "around", fromSide, toSide: "left" };
}

/** Between two ends at one side of a box, and from the last of them to the box's corner. */
const END_GAP = 12;
const END_MARGIN = 10;

/** Returns how high a box must be for the ends at its sides, the first of which is in its middle. */
export function heightForEnds(box: Box, all: readonly Ends[]): number {
  const counts = [endsAt(box, "left", all).length, endsAt(box, "right", all).length];
  return 2 * (END_GAP * (Math.max(1, ...counts) - 1) + END_MARGIN);
}

/** Vertical place of a box. */
export interface Span {
  readonly top: number;
  readonly height: number;
  /** Where the first of its ends is. */
  readonly middle: number;
}

export type Spans = ReadonlyMap<string, Span>;

/** Returns where an edge starts: ends at one side stand as the boxes that they lead to. */
export function startOf(ends: Ends, all: readonly Ends[], spans: Spans): number {
  return heightAt(ends.from, ends.fromSide, ends, all, spans);
}

/** Returns where an edge ends. */
export function endOf(ends: Ends, all: readonly Ends[], spans: Spans): number {
  return heightAt(ends.to, ends.toSide, ends, all, spans);
}

function heightAt(box: Box, side: Side, ends: Ends, all: readonly Ends[], spans: Spans): number {
  const other = ({ way, from, to }: Ends): number =>
    way === "across" ? (spans.get((from === box ? to : from).id)?.middle ?? 0) : MOST;
  const sorted = endsAt(box, side, all).sort((a, b) => other(a) - other(b));
  return (spans.get(box.id)?.middle ?? 0) + END_GAP * sorted.indexOf(ends);
}

/** Of an edge that goes around, which comes last at its box. */
const MOST = Number.MAX_SAFE_INTEGER;

function endsAt(box: Box, side: Side, all: readonly Ends[]): Ends[] {
  return all.filter(
    ({ way, from, to, fromSide, toSide }) =>
      way !== "up" && ((from === box && fromSide === side) || (to === box && toSide === side)),
  );
}
