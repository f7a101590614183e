import { boxesIn, boxesOfKind, type Box, type Model } from "./boxes";
import { contentOf, PADDING } from "./content";
import { placed, type PlacedBox, type Point } from "./place";
import { GAP } from "./rows";

/** No zone is narrower. */
const LEAST_WIDTH = 176;
const ZONE_GAP = 14;

/** The zones of a stage, side by side, and how high they are. */
export interface Zones {
  readonly boxes: readonly PlacedBox[];
  readonly height: number;
}

/** Returns the least width of all zones together. */
export function leastWidth(model: Model): number {
  return boxesOfKind(model, "zone").length * (LEAST_WIDTH + ZONE_GAP) - ZONE_GAP;
}

/** Places the zones in a row that is so wide; subnets of one kind are in line. */
export function zonesOf(model: Model, { x, y }: Point, width: number): Zones {
  const zones = boxesOfKind(model, "zone");
  const each = (width - ZONE_GAP * (zones.length - 1)) / zones.length;
  const inner = each - 2 * GAP;
  const subnets = zones.map((zone) => boxesIn(model, zone));
  const heights = (subnets[0] ?? []).map((_, row) =>
    Math.max(...subnets.map((column) => heightOf(model, column[row], inner))),
  );
  const head = Math.max(0, ...zones.map((zone) => contentOf(zone, each).height));
  const height = head + heights.reduce((sum, one) => sum + one + GAP, 0);
  const boxes = zones.flatMap((zone, i) => {
    const left = x + i * (each + ZONE_GAP);
    let top = y + head;
    const parts = (subnets[i] ?? []).flatMap((subnet, row) => {
      const rect = { x: left + GAP, y: top, width: inner, height: heights[row] ?? 0 };
      top += rect.height + GAP;
      return [placed(subnet, rect), ...standingIn(model, subnet, rect, inner)];
    });
    return [placed(zone, { x: left, y, width: each, height }), ...parts];
  });
  return { boxes, height };
}

function standingIn(model: Model, subnet: Box, { x, y }: Point, width: number): PlacedBox[] {
  const inner = width - 2 * PADDING.y;
  let top = y + contentOf(subnet, width).height;
  return boxesIn(model, subnet).map((box) => {
    const { height } = contentOf(box, inner);
    const at = { x: x + PADDING.y, y: top, width: inner, height };
    top += height + PADDING.y;
    return placed(box, at);
  });
}

function heightOf(model: Model, subnet: Box | undefined, width: number): number {
  if (subnet === undefined) return 0;
  const inner = width - 2 * PADDING.y;
  return boxesIn(model, subnet)
    .map((box) => contentOf(box, inner).height + PADDING.y)
    .reduce((sum, one) => sum + one, contentOf(subnet, width).height);
}
