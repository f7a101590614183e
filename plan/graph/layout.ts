import { boxesOfKind, type Box, type BoxKind, type Model } from "./boxes";
import { holdsTables, placeApart, placeGateways, servicesApart } from "./apart";
import { columnOf } from "./columns";
import { contentOf, PADDING, type Line } from "./content";
import { endsOf, type Ends } from "./ends";
import {
  CLUSTER_WIDTH,
  frameOf,
  GATEWAY_WIDTH,
  MARGIN,
  SERVICE_WIDTH,
  type Breadth,
  type Frame,
} from "./frame";
import type { Runs } from "./gutters";
import { notesOf, titleOf, type Sample } from "./notes";
import { placed, type PlacedBox, type PlacedEdge } from "./place";
import { routesOf } from "./routes";
import { GAP, rowsOf, type Heads, type Rows } from "./rows";
import { zonesOf } from "./zones";

/** A drawing: everything has its place, in pixels from the upper left corner. */
export interface Layout {
  readonly width: number;
  readonly height: number;
  /** A box before those in it. */
  readonly boxes: readonly PlacedBox[];
  readonly edges: readonly PlacedEdge[];
  /** What is written outside all boxes. */
  readonly lines: readonly Line[];
  /** Samples of the edges that there are. */
  readonly samples: readonly Sample[];
}

const VPC_TOP = 64;
const VPC_HEAD = 36;
/** Between edges that run below the columns, and beside them. */
const CHANNEL_GAP = 9;
const CHANNEL_MARGIN = 13;

/** Gives a model its places: columns that records pass, the zones below, the services beside. */
export function layoutOf(model: Model): Layout {
  const ends = endsOf(model);
  const flowTop = VPC_TOP + VPC_HEAD;
  const rows = rowsOf(model, ends, flowTop, headsOf(model));
  const flowBottom = rows.bottom + GAP;
  const channel = channelOf(ends, flowBottom);
  const apart = servicesApart(model, channel.bottom);
  const spans = new Map([...rows.spans, ...apart.spans]);
  const runs: Runs = { ends, spans, channel: channel.heightOf };
  const frame = frameOf(model, runs);
  const zones = zonesOf(model, { x: frame.zones.x, y: channel.bottom }, frame.zones.width);
  const bottom = Math.max(channel.bottom + zones.height + GAP, apart.bottom);
  const boxes = inOrder(model, [
    ...containers(model, frame, { top: flowTop, flowBottom, bottom }),
    ...inColumns(model, frame, rows),
    ...placeGateways(model, frame, flowTop, channel.bottom),
    ...zones.boxes,
    ...placeApart(model, apart, frame),
  ]);
  const breadth = { x: MARGIN, width: frame.width - 2 * MARGIN };
  const title = titleOf(model, { ...breadth, y: MARGIN / 2 });
  const notes = notesOf(model, { ...breadth, y: bottom + GAP });
  return {
    width: frame.width,
    height: notes.bottom + MARGIN / 2,
    boxes,
    edges: routesOf(boxes, frame, runs),
    lines: [...title.lines, ...notes.lines],
    samples: title.samples,
  };
}

function headsOf(model: Model): Heads {
  const height = (kind: BoxKind, width: number): number =>
    Math.max(0, ...boxesOfKind(model, kind).map((box) => contentOf(box, width).height));
  return {
    cluster: height("cluster", CLUSTER_WIDTH),
    tables: height("service", SERVICE_WIDTH),
    gateway: height("gateway endpoint", GATEWAY_WIDTH),
  };
}

interface Channel {
  readonly bottom: number;
  readonly heightOf: (ends: Ends) => number;
}

/** What leads around the columns runs below them; what comes up from the zones, below that. */
function channelOf(ends: readonly Ends[], top: number): Channel {
  const crossing = [
    ...ends.filter(({ way }) => way === "around"),
    ...ends.filter(({ way }) => way === "up"),
  ];
  const first = top + CHANNEL_MARGIN;
  return {
    bottom: first + Math.max(0, crossing.length - 1) * CHANNEL_GAP + CHANNEL_MARGIN,
    heightOf: (each) => first + crossing.indexOf(each) * CHANNEL_GAP,
  };
}

interface Heights {
  readonly top: number;
  readonly flowBottom: number;
  readonly bottom: number;
}

/** The boxes around those that records pass. */
function containers(model: Model, frame: Frame, { top, flowBottom, bottom }: Heights): PlacedBox[] {
  const flow = { y: top, height: flowBottom - top };
  const service = boxesOfKind(model, "service").filter((box) => holdsTables(model, box));
  return [
    ...boxesOfKind(model, "vpc").map((box) =>
      placed(box, { ...frame.vpc, y: VPC_TOP, height: bottom - VPC_TOP }),
    ),
    ...boxesOfKind(model, "cluster").map((box) => placed(box, { ...frame.cluster, ...flow })),
    ...service.map((box) => placed(box, { ...frame.services, ...flow })),
  ];
}

function inColumns(model: Model, frame: Frame, { spans }: Rows): PlacedBox[] {
  return model.boxes.flatMap((box) => {
    const span = spans.get(box.id);
    if (span === undefined) return [];
    return [placed(box, { ...breadthOf(box, frame), y: span.top, height: span.height })];
  });
}

/** What stands in no column is an instance of a database. */
function breadthOf(box: Box, { columns }: Frame): Breadth {
  const column = columnOf(box);
  if (column !== undefined) return columns[column];
  const { x, width } = columns.database;
  return { x: x + PADDING.y, width: width - 2 * PADDING.y };
}

function inOrder({ boxes }: Model, all: readonly PlacedBox[]): PlacedBox[] {
  return [...all].sort((a, b) => boxes.indexOf(a.box) - boxes.indexOf(b.box));
}
