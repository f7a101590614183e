import type { Box, Edge } from "./boxes";
import { contentOf, type Line } from "./content";

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Rect extends Point {
  readonly width: number;
  readonly height: number;
}

/** A box in its place, with what is written in it. */
export interface PlacedBox extends Rect {
  readonly box: Box;
  readonly lines: readonly Line[];
}

/** An edge with the corners of its way, from its start to its end. */
export interface PlacedEdge {
  readonly edge: Edge;
  readonly points: readonly Point[];
}

export function placed(box: Box, rect: Rect): PlacedBox {
  const { lines } = contentOf(box, rect.width);
  const moved = lines.map((line) => ({ ...line, x: line.x + rect.x, y: line.y + rect.y }));
  return { box, ...rect, lines: moved };
}
