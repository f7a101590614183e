import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { cpus, loadavg, totalmem } from "node:os";
import { join } from "node:path";
import { findJava } from "../../local/services/jvm/java";
import { projectRoot } from "../../support/projectRoot";
import { short } from "./figures";
import type { Part } from "./part";

const PAGE = join(projectRoot, "docs", "performance.md");

const HEAD = [
  "# Performance",
  "",
  "<!-- Written by `npm run bench`. -->",
  "",
  "What `npm run bench` has measured: each part by itself, with what is compared side by side in one run. `npm run bench -- capacity latency` measures these parts only and leaves the others as they are. Absolute figures are those of the machine that a part names; figures that are compared are of the same minutes of it.",
].join("\n");

/** The machine on which a part is measured, and how busy it is before. */
export async function machine(): Promise<string> {
  const [cpu] = cpus();
  const { version } = await findJava();
  return [
    new Date().toISOString().slice(0, 10),
    `${String(cpus().length)} cores (${cpu?.model.trim() ?? "unknown"})`,
    `${String(Math.round(totalmem() / 1024 ** 3))} GiB`,
    `Node ${process.version}`,
    `Java ${version}`,
    `load of other programs ${short(loadavg()[0] ?? NaN)}`,
  ].join(", ");
}

/** A part as a section of the page. */
export function section(part: Part, on: string): string {
  const [head = [], ...rows] = part.table;
  return [
    `## ${part.title}`,
    "",
    part.text,
    "",
    line(head),
    line(head.map(() => "---")),
    ...rows.map(line),
    "",
    ...part.verdicts.map(({ claim, actual, held }) => `- ${held ? "✔" : "✖"} ${claim}: ${actual}`),
    ...(part.verdicts.length > 0 ? [""] : []),
    `Measured on ${on}.`,
  ].join("\n");
}

/** Puts a section into the page, in the place of the one with its title. */
export function writeSection(text: string): void {
  const old = existsSync(PAGE)
    ? readFileSync(PAGE, "utf8")
        .trimEnd()
        .split(/\n\n(?=## )/)
    : [];
  const sections = old.slice(1);
  const [title] = text.split("\n");
  const place = sections.findIndex((each) => each.startsWith(`${title ?? ""}\n`));
  sections.splice(place < 0 ? sections.length : place, place < 0 ? 0 : 1, text);
  writeFileSync(PAGE, [HEAD, ...sections].join("\n\n") + "\n");
}

function line(cells: readonly string[]): string {
  return `| ${cells.join(" | ")} |`;
}
