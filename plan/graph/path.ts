import { tenths } from "../../support/format";
import type { Point } from "./place";

const RADIUS = 6;

/** Writes a line through points as the data of an SVG path, its corners round. */
export function roundedPath(points: readonly Point[]): string {
  return points
    .map((point, i) => {
      const [before, after] = [points[i - 1], points[i + 1]];
      if (before === undefined) return `M${at(point)}`;
      if (after === undefined) return `L${at(point)}`;
      return `L${at(towards(point, before))}Q${at(point)} ${at(towards(point, after))}`;
    })
    .join("");
}

/** Returns where a round corner begins or ends. */
function towards(corner: Point, other: Point): Point {
  const length = Math.hypot(other.x - corner.x, other.y - corner.y);
  const share = Math.min(RADIUS, length / 2) / length;
  return {
    x: corner.x + (other.x - corner.x) * share,
    y: corner.y + (other.y - corner.y) * share,
  };
}

function at({ x, y }: Point): string {
  return `${short(x)} ${short(y)}`;
}

/** Writes a length in pixels with no more digits than one sees. */
export function short(length: number): string {
  return String(tenths(length));
}
