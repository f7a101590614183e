import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Markup, markup } from "./markup";
import { fact, pipelineArticle } from "./pipeline";
import type { Report } from "./report";

/** Makes a page of a report: one file that loads nothing, needs no script and suits light and dark. */
export function reportPage(report: Report): string {
  const { stage, pipelines } = report;
  const css = styleSheet();
  const strikes = report.fault?.strikes ?? [];
  const articles = Object.entries(pipelines).flatMap(([name, pipeline], i) =>
    pipeline === undefined ? [] : [pipelineArticle(name, { ...pipeline, id: `p${i}`, strikes })],
  );
  return markup`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="content-security-policy" content="${policyFor(css)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Run of stage ${stage}</title>
<link rel="icon" href="data:,">
<style>${new Markup(css)}</style>
</head>
<body>
<header>
<h1>Run of stage ${stage}</h1>
${outcome(report)}
</header>
<main>
<dl class="facts">${facts(report)}</dl>
${articles}
</main>
</body>
</html>
`.text;
}

function outcome({ pipelines }: Report): Markup {
  const problems = Object.values(pipelines).flatMap((each) => each?.problem ?? []);
  return problems.length === 0
    ? markup`<p class="outcome well">Everything is where it belongs</p>`
    : markup`<p class="outcome bad">${problems.join(" ")}</p>`;
}

function facts(report: Report): Markup[] {
  const { date, pipelines, kafkaVersion, kafkaConnectVersion, plugins, seconds, fault } = report;
  return [
    fact("date", date.replace("T", " ").replace(/\.\d+Z$/, " UTC")),
    fact("pipelines", Object.keys(pipelines).join(", ")),
    fact("Kafka", kafkaVersion),
    fact("Kafka Connect", kafkaConnectVersion),
    fact("plugins", plugins),
    fact("ready after", `${seconds.ready} s`),
    fact("done after", `${seconds.total} s`),
    ...(fault === undefined ? [] : [fact("fault", faultInWords(fault))]),
  ];
}

function faultInWords({ name, about, strikes }: NonNullable<Report["fault"]>): string {
  const times = strikes.map(({ began }) => `${began} s`).join(", ");
  return `${name}: ${about}${times === "" ? "" : `; struck after ${times}`}`;
}

/** The page of `--ui` has the same colours. */
function styleSheet(): string {
  const files = [join(__dirname, "../ui/browser/theme.css"), join(__dirname, "page.css")];
  return files.map((file) => readFileSync(file, "utf8")).join("\n");
}

/** Lets the page have this style sheet, and nothing else. */
function policyFor(css: string): string {
  const hash = createHash("sha256").update(css).digest("base64");
  return `default-src 'none'; style-src 'sha256-${hash}'; img-src data:; base-uri 'none'; form-action 'none'`;
}
