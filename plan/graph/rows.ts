import { boxesIn, type Box, type Model } from "./boxes";
import { COLUMNS, lanesOf, type Column, type Lane } from "./columns";
import { contentOf, PADDING } from "./content";
import { heightForEnds, type Ends, type Span, type Spans } from "./ends";

/** Widths of the columns' boxes. */
export const WIDTHS = { database: 168, source: 176, topic: 198, sink: 176, table: 190 } as const;

/** Between boxes that stand upon each other, and from a container to what it holds. */
export const GAP = 10;
const LANE_GAP = 26;

/** Where the boxes stand that records pass, from the top to the bottom. */
export interface Rows {
  /** Of boxes that lie in the columns, and of the instances of databases. */
  readonly spans: Spans;
  readonly bottom: number;
}

/** How high that is which stands above the first lane. */
export interface Heads {
  readonly cluster: number;
  readonly tables: number;
  readonly gateway: number;
}

/** A box, or a database with its instances. */
interface Block {
  readonly box: Box;
  readonly height: number;
  /** From its top to where the first of its edges is. */
  readonly anchor: number;
  readonly instances: readonly Box[];
}

type Stacks = Readonly<Record<Column, readonly Block[]>>;

/** Stacks the boxes of each lane in their columns, so that the first of all columns are in line. */
export function rowsOf(model: Model, ends: readonly Ends[], top: number, heads: Heads): Rows {
  const spans = new Map<string, Span>();
  let bottom = top;
  for (const [i, lane] of lanesOf(model).entries()) {
    const stacks = stacksOf(model, lane, ends);
    const anchors = COLUMNS.map((column) => stacks[column][0]?.anchor ?? 0);
    const least = i === 0 ? headOf(stacks, heads) : 0;
    const middle = bottom + (i === 0 ? 0 : LANE_GAP) + Math.max(least, ...anchors);
    // The first database begins as high as the other containers do.
    placeStacks(stacks, middle, i === 0 ? top : undefined, spans);
    bottom = Math.max(...[...spans.values()].map((span) => span.top + span.height));
  }
  return { spans, bottom };
}

function stacksOf(model: Model, lane: Lane, ends: readonly Ends[]): Stacks {
  const stack = (column: Column): Block[] =>
    lane[column].map((box) => blockOf(model, box, WIDTHS[column], ends));
  return {
    database: stack("database"),
    source: stack("source"),
    topic: stack("topic"),
    sink: stack("sink"),
    table: stack("table"),
  };
}

/** The first lane leaves room for the heads of the containers, below which its boxes begin. */
function headOf({ topic, table }: Stacks, heads: Heads): number {
  const ofTables = table[0] === undefined ? 0 : heads.tables + table[0].anchor;
  return Math.max(heads.cluster + (topic[0]?.anchor ?? 0), ofTables, heads.gateway + GAP);
}

function blockOf(model: Model, box: Box, width: number, ends: readonly Ends[]): Block {
  const own = contentOf(box, width).height;
  if (box.kind !== "database") {
    const height = Math.max(own, heightForEnds(box, ends));
    return { box, height, anchor: height / 2, instances: [] };
  }
  const instances = boxesIn(model, box);
  const heights = instances.map(heightOfInstance);
  const height = own + heights.reduce((sum, each) => sum + each + GAP, 0);
  return { box, height, anchor: own + (heights[0] ?? 0) / 2, instances };
}

function heightOfInstance(box: Box): number {
  return contentOf(box, WIDTHS.database - 2 * PADDING.y).height;
}

function placeStacks(
  stacks: Stacks,
  middle: number,
  databaseTop: number | undefined,
  spans: Map<string, Span>,
): void {
  for (const stack of Object.values(stacks)) {
    let y = middle - (stack[0]?.anchor ?? 0);
    for (const [i, block] of stack.entries()) {
      const raised = i === 0 && block.box.kind === "database" ? databaseTop : undefined;
      placeBlock(block, raised ?? y, y, spans);
      y += block.height + GAP;
    }
  }
}

/** Places a block that reaches up to a height, but whose instances begin where it would by itself. */
function placeBlock(block: Block, top: number, y: number, spans: Map<string, Span>): void {
  const { box, height, anchor, instances } = block;
  spans.set(box.id, { top, height: y + height - top, middle: y + anchor });
  let bottom = y + height;
  for (const instance of [...instances].reverse()) {
    const own = heightOfInstance(instance);
    bottom -= own + GAP;
    spans.set(instance.id, { top: bottom, height: own, middle: bottom + own / 2 });
  }
}
