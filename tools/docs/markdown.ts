import { format } from "prettier";

/** Renders a page of paragraphs and tables, one a line, laid out by Prettier. */
export function page(lines: readonly string[]): Promise<string> {
  return format(lines.join("\n"), { parser: "markdown" });
}

/** Renders the lines of a table, its first row the header. */
export function table([header = [], ...rows]: readonly (readonly string[])[]): string[] {
  return [header, header.map(() => "---"), ...rows].map((row) => `| ${row.join(" | ")} |`);
}

export function code(text: string): string {
  return text === "" ? "" : `\`${text}\``;
}
