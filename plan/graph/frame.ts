import type { Model } from "./boxes";
import { columnOf, type Column } from "./columns";
import { PADDING } from "./content";
import type { Ends } from "./ends";
import { tracksIn, type Gutter, type Runs } from "./gutters";
import { GAP, WIDTHS } from "./rows";
import { leastWidth } from "./zones";

/** Around the whole drawing, and from the VPC's border to what it holds. */
export const MARGIN = 16;
const VPC_PADDING = 14;
/** Of a gutter that edges cross, so that their arrows have room. */
const LEAST_GUTTER = 34;

/** Widths of what stands apart from the columns. */
export const CLUSTER_WIDTH = WIDTHS.topic + 2 * GAP;
export const SERVICE_WIDTH = WIDTHS.table + 2 * PADDING.y;
export const GATEWAY_WIDTH = 88;

/** A stretch from the left to the right. */
export interface Breadth {
  readonly x: number;
  readonly width: number;
}

/** Where everything stands from the left to the right. */
export interface Frame {
  readonly columns: Readonly<Record<Column, Breadth>>;
  readonly vpc: Breadth;
  readonly cluster: Breadth;
  readonly zones: Breadth;
  readonly gateways: Breadth;
  readonly services: Breadth;
  readonly width: number;
  /** Returns the track of an edge in a gutter. */
  readonly track: (gutter: Gutter, ends: Ends) => number;
}

export function frameOf(model: Model, runs: Runs): Frame {
  const has = (column: Column): boolean => model.boxes.some((box) => columnOf(box) === column);
  const tracks = {
    captures: tracksIn("captures", runs),
    writes: tracksIn("writes", runs),
    reads: tracksIn("reads", runs),
    leaves: tracksIn("leaves", runs),
    services: tracksIn("services", runs),
  };
  const least = (column: Column): number => (has(column) ? LEAST_GUTTER : 0);
  const left = MARGIN + VPC_PADDING;
  const captures = left + (has("database") ? WIDTHS.database : 0);
  const source = captures + tracks.captures.width(least("database"));
  const writes = source + (has("source") ? WIDTHS.source : 0);
  const cluster = writes + tracks.writes.width(least("source"));
  const reads = cluster + CLUSTER_WIDTH;
  const sink = reads + tracks.reads.width(least("sink"));
  const afterSinks = sink + (has("sink") ? WIDTHS.sink : 0);
  const leaves = Math.max(afterSinks, left + leastWidth(model));
  const gateways = leaves + tracks.leaves.width(VPC_PADDING);
  const services = gateways + GATEWAY_WIDTH + GAP;
  const service = services + tracks.services.width(LEAST_GUTTER);
  const starts = { captures, writes, reads, leaves, services };
  return {
    columns: {
      database: { x: left, width: WIDTHS.database },
      source: { x: source, width: WIDTHS.source },
      topic: { x: cluster + GAP, width: WIDTHS.topic },
      sink: { x: sink, width: WIDTHS.sink },
      table: { x: service + PADDING.y, width: WIDTHS.table },
    },
    vpc: { x: MARGIN, width: services - MARGIN },
    cluster: { x: cluster, width: CLUSTER_WIDTH },
    zones: { x: left, width: leaves - left },
    gateways: { x: gateways, width: GATEWAY_WIDTH },
    services: { x: service, width: SERVICE_WIDTH },
    width: service + SERVICE_WIDTH + MARGIN,
    track: (gutter, ends) => starts[gutter] + tracks[gutter].track(ends),
  };
}
