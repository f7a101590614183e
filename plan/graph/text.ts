/** A way to write text. */
export interface Style {
  /** In pixels. */
  readonly size: number;
  readonly bold: boolean;
  /** Distance from its baseline to the next line's. */
  readonly line: number;
}

export const styles = {
  title: { size: 19, bold: true, line: 24 },
  heading: { size: 12, bold: true, line: 16 },
  label: { size: 10.5, bold: false, line: 14 },
  name: { size: 13, bold: true, line: 17 },
  smallName: { size: 10.5, bold: false, line: 14 },
  detail: { size: 11.5, bold: false, line: 15 },
  note: { size: 11, bold: false, line: 16 },
} as const satisfies Readonly<Record<string, Style>>;

export type StyleName = keyof typeof styles;

const ELLIPSIS = "…";
/** What is left of a word at the start, where most of it is gone. */
const REST_OF_A_WORD = /^…[^_.-]{0,6}[_.-]+(?=[^_.-])/;

/**
 * Widths of characters as parts of the font's size, those of DejaVu Sans or more: it is the widest
 * of the fonts that a browser takes for the ones that a drawing names.
 */
const widths: readonly (readonly [RegExp, number])[] = [
  [/[mwMW]/, 1],
  [/[ijl|.,:;!'·]/, 0.35],
  [/[frtI()[\]/\\"`* -]/, 0.44],
  [/[a-z0-9_?$–]/, 0.64],
  [/[A-Z{}&]/, 0.79],
  // A character of another script may be as wide as it is high.
  [/^.$/s, 1],
];
/** Of characters that are two in JavaScript, such as pictures. */
const WIDEST = 1.4;
const BOLD = 1.13;

/** Returns no less than the width of a text in pixels. */
export function widthOf(text: string, { size, bold }: Style): number {
  const ems = Array.from(text).reduce((sum, character) => sum + emsOf(character), 0);
  return ems * size * (bold ? BOLD : 1);
}

function emsOf(character: string): number {
  if (character.length > 1) return WIDEST;
  return widths.find(([pattern]) => pattern.test(character))?.[1] ?? WIDEST;
}

/** Shortens a text to a width, at its end or, where that tells more, at its start. */
export function shortened(text: string, style: Style, width: number, at: "start" | "end"): string {
  if (widthOf(text, style) <= width) return text;
  const characters = Array.from(text);
  while (characters.length > 0) {
    if (at === "end") characters.pop();
    else characters.shift();
    const kept = characters.join("");
    const short = at === "end" ? kept.trimEnd() + ELLIPSIS : ELLIPSIS + kept;
    if (widthOf(short, style) <= width) return short.replace(REST_OF_A_WORD, ELLIPSIS);
  }
  return "";
}

/** Where a line may end: after spaces and punctuation, but not within a number such as 3.10. */
const BREAKS = /(?<=[\s_,/-])|(?<=\.)(?=\D)/;

/** Breaks a text into lines of a width; what is too much is shortened. */
export function wrapped(text: string, style: Style, width: number, lines: number): string[] {
  const pieces = text.split(BREAKS);
  const written: string[] = [];
  while (pieces.length > 0) {
    if (written.length === lines - 1) {
      written.push(shortened(pieces.join("").trimEnd(), style, width, "end"));
      break;
    }
    let line = pieces.shift() ?? "";
    while (pieces[0] !== undefined && widthOf((line + pieces[0]).trimEnd(), style) <= width) {
      line += pieces.shift() ?? "";
    }
    written.push(shortened(line.trimEnd(), style, width, "end"));
  }
  return written;
}
