import { short } from "../../plan/graph/path";
import { shareOf, type Axis } from "./axis";
import type { Point } from "./curves";
import { markup, type Markup } from "./markup";

/** Where a plot stands on its page, and what it says to who cannot see it. */
export interface Plot {
  /** Begins the ids of its title and description. */
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly x: Axis;
  readonly y: Axis;
}

/** A line of a plot; `kind` is its class. */
export interface Line {
  readonly kind: string;
  readonly points: readonly Point[];
}

/** A part of the x axis that is marked from the bottom to the top. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** Pixels, of which the middle part has the plot itself. Across it is as wide as it may be. */
const [ABOVE, HEIGHT, BELOW] = [26, 160, 40] as const;
/** Percent of the width at which the plot itself begins and ends. */
const [LEFT, RIGHT] = [10, 97] as const;
/** Units that the plot itself is wide in its own coordinates, which the page stretches. */
const UNITS = 1000;

/** Draws lines over time. A line of one point is a dot; without points there is none. */
export function linePlot(plot: Plot, lines: readonly Line[], spans: readonly Span[]): Markup {
  return framed(plot, [
    ...spans
      .filter(({ from, to }) => from <= plot.x.high && to >= plot.x.low)
      .map(({ from, to }) => ({
        from: Math.max(from, plot.x.low),
        to: Math.min(to, plot.x.high),
        y: plot.y.high,
      }))
      .map((each) => bar("span", plot, each)),
    ...lines.filter(({ points }) => points.length > 0).map((line) => drawn(plot, line)),
  ]);
}

/** A bar of a plot, as high as its y. */
export interface Bar extends Span {
  readonly y: number;
}

/** Draws bars side by side. */
export function barPlot(plot: Plot, bars: readonly Bar[]): Markup {
  return framed(
    plot,
    bars.map((each) => bar("bar", plot, each)),
  );
}

/** Text keeps its size whatever the width, since only what the inner SVG has is stretched. */
function framed({ id, title, description, x, y }: Plot, content: readonly Markup[]): Markup {
  const [bottom, height] = [ABOVE + HEIGHT, ABOVE + HEIGHT + BELOW];
  return markup`<svg class="plot" width="100%" height="${height}" role="img" aria-labelledby="${id}-title" aria-describedby="${id}-desc">
<title id="${id}-title">${title}</title>
<desc id="${id}-desc">${description}</desc>
${y.ticks.map(({ value, text }) => {
  const at = short(upwards(y, value) + ABOVE);
  return markup`<line class="grid" x1="${LEFT}%" x2="${RIGHT}%" y1="${at}" y2="${at}"/><text class="tick" x="${LEFT}%" dx="-6" y="${at}" dy="4" text-anchor="end">${text}</text>`;
})}
${x.ticks.map(({ value, text }) => {
  const at = short(LEFT + shareOf(x, value) * (RIGHT - LEFT));
  return markup`<line class="grid" x1="${at}%" x2="${at}%" y1="${bottom}" y2="${bottom + 4}"/><text class="tick" x="${at}%" y="${bottom + 17}" text-anchor="middle">${text}</text>`;
})}
<text class="label" x="0" y="13">${y.label}</text>
<text class="label" x="${RIGHT}%" y="${height - 5}" text-anchor="end">${x.label}</text>
<svg x="${LEFT}%" y="${ABOVE}" width="${RIGHT - LEFT}%" height="${HEIGHT}" viewBox="0 0 ${UNITS} ${HEIGHT}" preserveAspectRatio="none" overflow="visible">
${content}
</svg>
</svg>`;
}

function drawn({ x, y }: Plot, { kind, points }: Line): Markup {
  const places = points.map((point) => `${across(x, point.x)} ${short(upwards(y, point.y))}`);
  // A path needs a second place to be seen.
  const [first = ""] = places;
  return markup`<path class="line ${kind}" d="M${[...places, ...(places.length > 1 ? [] : [first])].join("L")}"/>`;
}

function bar(kind: string, { x, y }: Plot, { from, to, y: value }: Bar): Markup {
  const top = upwards(y, value);
  // What has no width is not drawn.
  const width = Math.max((shareOf(x, to) - shareOf(x, from)) * UNITS, 1);
  return markup`<rect class="${kind}" x="${across(x, from)}" y="${short(top)}" width="${short(width)}" height="${short(HEIGHT - top)}"/>`;
}

function across(axis: Axis, value: number): string {
  return short(shareOf(axis, value) * UNITS);
}

function upwards(axis: Axis, value: number): number {
  return (1 - shareOf(axis, value)) * HEIGHT;
}
