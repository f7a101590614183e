import { endOf, startOf, type Ends, type Side } from "./ends";
import type { Frame } from "./frame";
import { gutterAcross, gutterOfLeaving, type Runs } from "./gutters";
import type { PlacedBox, PlacedEdge, Point, Rect } from "./place";

/** From a zone's border to the edge that leaves it, where nothing is written. */
const INDENT = 5;

/** Leads every edge from box to box, around what is between. */
export function routesOf(boxes: readonly PlacedBox[], frame: Frame, runs: Runs): PlacedEdge[] {
  const byId = new Map(boxes.map((each) => [each.box.id, each]));
  return runs.ends.flatMap((ends) => {
    const [from, to] = [byId.get(ends.from.id), byId.get(ends.to.id)];
    if (from === undefined || to === undefined) return [];
    const points =
      ends.way === "up"
        ? upwards(from, to, zoneOf(from, byId).x + INDENT, runs.channel(ends))
        : sideways(ends, from, to, frame, runs);
    return [{ edge: ends.edge, points: straightened(points) }];
  });
}

function sideways(ends: Ends, from: Rect, to: Rect, frame: Frame, runs: Runs): Point[] {
  const start = { x: sideOf(from, ends.fromSide), y: startOf(ends, runs.ends, runs.spans) };
  const end = { x: sideOf(to, ends.toSide), y: endOf(ends, runs.ends, runs.spans) };
  if (ends.way === "across") {
    const x = frame.track(gutterAcross(ends), ends);
    return [start, { x, y: start.y }, { x, y: end.y }, end];
  }
  const y = runs.channel(ends);
  const leaving = frame.track(gutterOfLeaving(ends), ends);
  const coming = frame.track("services", ends);
  return [
    start,
    { x: leaving, y: start.y },
    { x: leaving, y },
    { x: coming, y },
    { x: coming, y: end.y },
    end,
  ];
}

/** Along the border of its zone, and from below into the cluster. */
function upwards(from: Rect, to: Rect, x: number, channel: number): Point[] {
  const middle = from.y + from.height / 2;
  const end = { x: to.x + to.width / 2, y: to.y + to.height };
  return [
    { x: from.x, y: middle },
    { x, y: middle },
    { x, y: channel },
    { x: end.x, y: channel },
    end,
  ];
}

function zoneOf(inZone: PlacedBox, byId: ReadonlyMap<string, PlacedBox>): PlacedBox {
  const container = byId.get(inZone.box.within ?? "");
  if (container === undefined || container.box.kind === "vpc") return inZone;
  return zoneOf(container, byId);
}

function sideOf({ x, width }: Rect, side: Side): number {
  return side === "left" ? x : x + width;
}

/** Leaves out corners that are none. */
function straightened(points: readonly Point[]): Point[] {
  return points.filter((point, i) => {
    const [before, after] = [points[i - 1], points[i + 1]];
    if (before === undefined || after === undefined) return true;
    const upright = before.x === point.x && point.x === after.x;
    const level = before.y === point.y && point.y === after.y;
    return !upright && !level;
  });
}
