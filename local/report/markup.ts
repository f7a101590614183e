import { escaped } from "../../support/xml";

/** What is written as it is, for HTML and SVG. */
export class Markup {
  constructor(readonly text: string) {}
}

type Content = string | number | Markup | readonly Markup[];

/** A template of HTML or SVG: every text that is put into it is text, and only Markup is markup. */
export function markup(parts: TemplateStringsArray, ...contents: readonly Content[]): Markup {
  const written = contents.map((content, i) => `${write(content)}${parts[i + 1] ?? ""}`);
  return new Markup([parts[0], ...written].join(""));
}

function write(content: Content): string {
  if (content instanceof Markup) return content.text;
  if (typeof content === "object") return content.map(({ text }) => text).join("\n");
  return escaped(String(content));
}
