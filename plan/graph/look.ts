import type { BoxKind } from "./boxes";
import { styles } from "./text";

/** A colour on a light page and on a dark one. */
interface Colour {
  readonly light: string;
  readonly dark: string;
}

const colours = {
  page: { light: "#ffffff", dark: "#0d1117" },
  box: { light: "#ffffff", dark: "#161b22" },
  line: { light: "#c4ccd6", dark: "#3d4654" },
  text: { light: "#1b2430", dark: "#e6edf3" },
  muted: { light: "#566273", dark: "#9aa7b8" },
  network: { light: "#7d4fd1", dark: "#a685ee" },
  zone: { light: "#2d7f9d", dark: "#56b4d3" },
  compute: { light: "#c65f07", dark: "#f0964a" },
  kafka: { light: "#6a3fc4", dark: "#b294f5" },
  data: { light: "#b0328f", dark: "#e878c9" },
  storage: { light: "#4c7d14", dark: "#8fc452" },
  security: { light: "#c02f42", dark: "#f2788a" },
  quiet: { light: "#8a94a3", dark: "#7a8698" },
  records: { light: "#0b62c4", dark: "#58a6ff" },
  deadLetters: { light: "#c65f07", dark: "#f0964a" },
} as const satisfies Readonly<Record<string, Colour>>;

export type ColourName = keyof typeof colours;

/** How a kind of box looks: the colour that tells it from others, and whether it holds boxes. */
export interface Look {
  readonly colour: ColourName;
  readonly holds: boolean;
}

export const looks: Readonly<Record<BoxKind, Look>> = {
  vpc: { colour: "network", holds: true },
  zone: { colour: "zone", holds: true },
  subnet: { colour: "zone", holds: true },
  nat: { colour: "network", holds: false },
  brokers: { colour: "kafka", holds: false },
  client: { colour: "compute", holds: false },
  "interface endpoints": { colour: "network", holds: false },
  "gateway endpoint": { colour: "network", holds: false },
  database: { colour: "data", holds: true },
  instance: { colour: "data", holds: false },
  source: { colour: "compute", holds: false },
  cluster: { colour: "kafka", holds: true },
  topic: { colour: "kafka", holds: false },
  "dead letters": { colour: "deadLetters", holds: false },
  "kept topic": { colour: "quiet", holds: false },
  sink: { colour: "compute", holds: false },
  service: { colour: "quiet", holds: true },
  table: { colour: "data", holds: false },
  bucket: { colour: "storage", holds: false },
  secret: { colour: "security", holds: false },
  key: { colour: "security", holds: false },
};

/** Fonts of one width on Windows, macOS and Linux; none is loaded. */
const FONTS = `"Helvetica Neue", Helvetica, Arial, "Liberation Sans", sans-serif`;

/** Returns the drawing's style sheet, for light and for dark pages. */
export function styleSheet(): string {
  const variables = (scheme: keyof Colour): string =>
    Object.entries(colours)
      .map(([name, colour]) => `--${name}: ${colour[scheme]};`)
      .join(" ");
  return [
    `svg { ${variables("light")} font-family: ${FONTS}; }`,
    `@media (prefers-color-scheme: dark) { svg { ${variables("dark")} } }`,
    ...Object.keys(colours).map(
      (name) => `.f-${name} { fill: var(--${name}); } .s-${name} { stroke: var(--${name}); }`,
    ),
    ".holds { fill-opacity: 0.06; }",
    ".zone { stroke-dasharray: 5 4; }",
    ".edge { fill: none; }",
    ".records { stroke: var(--records); stroke-width: 2.6; }",
    ".dead-letters { stroke: var(--deadLetters); stroke-width: 1.6; stroke-dasharray: 5 3; }",
    ".grant { stroke: var(--quiet); stroke-width: 1; }",
    "text { fill: var(--text); }",
    ".label, .detail, .note { fill: var(--muted); }",
    ...Object.entries(styles).map(
      ([name, { size, bold }]) =>
        `.${name} { font-size: ${size}px; font-weight: ${bold ? 600 : 400}; }`,
    ),
  ].join("\n");
}
