import { count } from "../../support/format";
import { latencyFigure, lagFigure, rateFigure, ratesOf, type Drawn } from "./figures";
import { markup, type Markup } from "./markup";

/** Rows of the table of values at most. */
const ROWS = 25;

/** What became of a pipeline's records, in words, numbers and plots. */
export function pipelineArticle(name: string, drawn: Drawn): Markup {
  const { summary, problem, counts, firstRecordSeconds, recordsPerSecond, unit } = drawn;
  const facts = [
    ...Object.entries(counts).map(([what, number]) => fact(inWords(what), count(number))),
    fact("first record at the end after", `${firstRecordSeconds} s`),
    fact(`${unit} a second`, count(recordsPerSecond)),
  ];
  return markup`<article class="card" aria-labelledby="${drawn.id}">
<h2 id="${drawn.id}">${name}</h2>
${problem === undefined ? "" : markup`<p class="problem">${problem}</p>`}
<pre tabindex="0">${summary}</pre>
<dl class="counts">${facts}</dl>
<div class="figures">
${[rateFigure(drawn), lagFigure(drawn), latencyFigure(drawn)]}
</div>
${valuesTable(name, drawn)}
</article>`;
}

export function fact(what: string, value: string): Markup {
  return markup`<div><dt>${what}</dt><dd>${value}</dd></div>`;
}

/** The plots' values for who does not see them; of many looks some, from the first to the last. */
function valuesTable(name: string, { samples }: Drawn): Markup {
  const { cameIn, left } = ratesOf(samples);
  const names = Object.keys(samples[0]?.reached ?? {});
  const header = ["seconds", ...names, "in a second", "done a second", "lag", "dead letters"];
  const rows = picked(samples.length).flatMap((i) => {
    const sample = samples[i];
    if (sample === undefined) return [];
    const { seconds, reached, lag, deadLettered } = sample;
    const [inRate, doneRate] = [cameIn[i - 1]?.y ?? 0, left[i - 1]?.y ?? 0];
    const numbers = [...Object.values(reached), inRate, doneRate, lag, deadLettered];
    return [row([seconds.toFixed(1), ...numbers.map(count)])];
  });
  const shown = rows.length < samples.length ? `${rows.length} of ${samples.length}` : "all";
  return markup`<details>
<summary>Values of ${name}, ${shown} looks</summary>
<div class="values" tabindex="0" role="region" aria-label="Values of ${name}">
<table>
<thead><tr>${header.map((each) => markup`<th scope="col">${each}</th>`)}</tr></thead>
<tbody>
${rows}
</tbody>
</table>
</div>
</details>`;
}

function row([first = "", ...others]: readonly string[]): Markup {
  return markup`<tr><th scope="row">${first}</th>${others.map((each) => markup`<td>${each}</td>`)}</tr>`;
}

/** Returns the places of some of many, evenly apart, the first and the last among them. */
function picked(many: number): number[] {
  const rows = Math.min(many, ROWS);
  return Array.from({ length: rows }, (_, i) =>
    Math.round((i * (many - 1)) / Math.max(rows - 1, 1)),
  );
}

/** As "dead lettered" of deadLettered. */
function inWords(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}
