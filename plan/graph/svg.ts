import { escaped } from "../../support/xml";
import type { Plan } from "../plan";
import type { Box, EdgeKind, Model } from "./boxes";
import type { Line } from "./content";
import { layoutOf, type Layout } from "./layout";
import { looks, styleSheet, type ColourName } from "./look";
import { modelOf } from "./model";
import { roundedPath, short } from "./path";
import type { PlacedBox, PlacedEdge, Point, Rect } from "./place";

/** Draws a stage's plan as an SVG that needs nothing else. The same plan is the same text. */
export function drawPlan(plan: Plan): string {
  const model = modelOf(plan);
  return toSvg(model, layoutOf(model));
}

/** Writes a drawing: what holds boxes lies below the edges, and these below the other boxes. */
export function toSvg(model: Model, layout: Layout): string {
  const [width, height] = [Math.ceil(layout.width), Math.ceil(layout.height)];
  const containers = layout.boxes.filter(({ box }) => looks[box.kind].holds);
  const others = layout.boxes.filter(({ box }) => !looks[box.kind].holds);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" aria-labelledby="title desc">`,
    `<title id="title">${escaped(`${model.title}, ${model.region}`)}</title>`,
    `<desc id="desc">${escaped(described(model))}</desc>`,
    `<style>\n${styleSheet()}\n</style>`,
    `<defs>${arrows.map(arrow).join("")}</defs>`,
    `<rect class="f-page" width="${width}" height="${height}" rx="8"/>`,
    ...containers.map(container),
    ...layout.edges.map(edge),
    ...others.map(leaf),
    ...layout.samples.map(({ kind, from, to }) => line(kind, [from, to])),
    ...layout.lines.map(text),
    "</svg>",
    "",
  ].join("\n");
}

/** Says in text what is drawn: the boxes, then the edges. */
function described({ boxes, edges }: Model): string {
  const sentences = [...boxes.map(about), ...edges.map((each) => each.about)];
  return sentences.map((sentence) => `${sentence}.`).join(" ");
}

function about({ label, name, details }: Box): string {
  return [`${label} ${name}`, ...details].join(", ");
}

interface Arrow {
  readonly kind: EdgeKind;
  readonly colour: ColourName;
  readonly size: number;
}

const arrows: readonly Arrow[] = [
  { kind: "records", colour: "records", size: 10 },
  { kind: "dead letters", colour: "deadLetters", size: 8 },
  { kind: "grant", colour: "quiet", size: 6 },
];

function arrow({ kind, colour, size }: Arrow): string {
  return `<marker id="${nameOf(kind)}-end" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="${size}" markerHeight="${size}" markerUnits="userSpaceOnUse" orient="auto"><path class="f-${colour}" d="M0 0L10 5L0 10z"/></marker>`;
}

function container({ box, lines, ...rect }: PlacedBox): string {
  const { colour } = looks[box.kind];
  const zone = box.kind === "zone" ? " zone" : "";
  const frame = `<rect class="holds f-${colour} s-${colour}${zone}" ${size(rect)} rx="6"/>`;
  return titled(about(box), [frame, ...lines.map(text)]);
}

function leaf({ box, lines, ...rect }: PlacedBox): string {
  return titled(about(box), [
    `<rect class="f-box s-line" ${size(rect)} rx="4"/>`,
    `<rect class="f-${looks[box.kind].colour}" ${size({ ...rect, width: 4 })} rx="2"/>`,
    ...lines.map(text),
  ]);
}

function edge(placed: PlacedEdge): string {
  return titled(placed.edge.about, [line(placed.edge.kind, placed.points)]);
}

function line(kind: EdgeKind, points: readonly Point[]): string {
  const name = nameOf(kind);
  return `<path class="edge ${name}" marker-end="url(#${name}-end)" d="${roundedPath(points)}"/>`;
}

function titled(title: string, parts: readonly string[]): string {
  return `<g><title>${escaped(title)}</title>${parts.join("")}</g>`;
}

function text({ text: written, style, x, y }: Line): string {
  return `<text class="${style}" x="${short(x)}" y="${short(y)}">${escaped(written)}</text>`;
}

function size({ x, y, width, height }: Rect): string {
  return `x="${short(x)}" y="${short(y)}" width="${short(width)}" height="${short(height)}"`;
}

function nameOf(kind: EdgeKind): string {
  return kind.replace(" ", "-");
}
