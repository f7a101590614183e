import { count, counted, tenths } from "../../support/format";
import { over, roundStep, upTo } from "./axis";
import { done, entered, rates, type Point } from "./curves";
import { latencies } from "./latency";
import { markup, type Markup } from "./markup";
import { barPlot, linePlot, type Bar, type Line, type Plot, type Span } from "./plot";
import type { FaultReport, PipelineReport } from "./report";

/** A pipeline's part of a report, and what its figures need besides. */
export interface Drawn extends PipelineReport {
  /** Begins the ids of its figures. */
  readonly id: string;
  readonly strikes: FaultReport["strikes"];
}

/** Seconds over which a rate is taken: one, and in a long run a small part of it. */
const [RATE_SECONDS, RATE_SHARE] = [1, 1 / 60] as const;

/** Bars of the latencies at most. */
const BARS = 20;

/** What came in and what was done a second. */
export function rateFigure(drawn: Drawn): Markup {
  const { unit, samples, recordsPerSecond } = drawn;
  const { first, last } = endsOf(samples);
  const { cameIn, left, seconds } = ratesOf(samples);
  const lines = [
    { kind: "done", name: last, points: left },
    ...(first === last ? [] : [{ kind: "entered", name: first, points: cameIn }]),
  ];
  const most = lines.map(({ name, points }) => `${count(highest(points))} ${name}`).reverse();
  const said = `At most ${most.join(" and ")} a second, each point taken over the ${tenths(seconds)} s before it, or since the look before it. From the connectors' start to the last record ${count(recordsPerSecond)} on average.`;
  const axis = `${unit} a second`;
  return overTime(drawn, { title: "Rate", axis, said: samples.length < 2 ? FEW : said }, lines);
}

const FEW = "The run was over at the first look.";

/** How many records of the topic waited for the sink. */
export function lagFigure(drawn: Drawn): Markup {
  const points = drawn.samples.map(({ seconds, lag }) => ({ x: seconds, y: lag }));
  const most = highest(points);
  const when = points.find(({ y }) => y === most)?.x ?? 0;
  const said = `At most ${counted(most, "record")} waited for the sink by what its group has committed, ${tenths(when)} s after the command's start; at the end ${count(points.at(-1)?.y ?? 0)}.`;
  const lines = [{ kind: "lag", name: "lag", points }];
  return overTime(drawn, { title: "Lag", axis: "records waiting", said }, lines);
}

/** How long records took, by how many took so long. */
export function latencyFigure({ id, unit, samples, latency, counts }: Drawn): Markup {
  if (latency === undefined) {
    return figure("Latency", markup``, [], "No record was seen to come in and to be done with.");
  }
  const { first, last } = endsOf(samples);
  const { p50, p90, p99, max, records, resolution } = latency;
  const said = `Of ${count(records)} ${unit} half took at most ${p50} s from “${first}” to “${last}”, 90 % ${p90} s, 99 % ${p99} s, the longest ${max} s.`;
  const how = [
    `Estimated from the counts of the looks, no finer than ${resolution} s: the nth to come in is taken for the nth that the sink is done with.`,
    ...((samples[0]?.reached[first] ?? 0) > 0
      ? ["Those that the first look found are left out."]
      : []),
    ...((counts["duplicates"] ?? 0) > 0
      ? ["Records that were repeated after a restart blur it."]
      : []),
  ];
  const shares = histogram(latencies(samples));
  const plot: Plot = {
    ...{ id: `${id}-latency`, title: "Latency", description: said },
    x: upTo("seconds", Math.max(...shares.map(({ to }) => to))),
    y: upTo(`% of the ${unit}`, Math.max(...shares.map(({ y }) => y))),
  };
  return figure("Latency", barPlot(plot, shares), [], `${said} ${how.join(" ")}`);
}

interface Rates {
  readonly cameIn: readonly Point[];
  readonly left: readonly Point[];
  /** Before each point, over which it is taken. */
  readonly seconds: number;
}

/** How many records came in a second, and how many the sink was done with. */
export function ratesOf(samples: Drawn["samples"]): Rates {
  const length = (samples.at(-1)?.seconds ?? 0) - (samples[0]?.seconds ?? 0);
  const seconds = Math.max(RATE_SECONDS, length * RATE_SHARE);
  return {
    cameIn: rates(entered(samples), seconds),
    left: rates(done(samples), seconds),
    seconds,
  };
}

/** Names of a pipeline's first and last bar. */
function endsOf([sample]: Drawn["samples"]): { readonly first: string; readonly last: string } {
  const names = Object.keys(sample?.reached ?? {});
  return { first: names[0] ?? "", last: names.at(-1) ?? "" };
}

/** What a line or a mark of a plot is. */
interface Key {
  readonly kind: string;
  readonly name: string;
}

/** What a figure says, and what its y axis counts. */
interface Told {
  readonly title: string;
  readonly axis: string;
  readonly said: string;
}

function overTime(
  { id, samples, strikes }: Drawn,
  { title, axis, said }: Told,
  lines: readonly (Line & Key)[],
): Markup {
  const [begin, end] = [samples[0]?.seconds ?? 0, samples.at(-1)?.seconds ?? 0];
  const plot: Plot = {
    ...{ id: `${id}-${title.toLowerCase()}`, title: `${title} over time`, description: said },
    x: over("since the command's start", begin, end),
    y: upTo(axis, Math.max(...lines.map(({ points }) => highest(points)))),
  };
  const spans = strikes.map(({ began, ended }): Span => ({ from: began, to: ended }));
  const keys: Key[] = [
    ...lines,
    ...(spans.length > 0 ? [{ kind: "span", name: "the fault strikes" }] : []),
  ];
  return figure(title, linePlot(plot, lines, spans), keys.length > 1 ? keys : [], said);
}

function figure(title: string, plot: Markup, keys: readonly Key[], said: string): Markup {
  const legend = keys.map(
    ({ kind, name }) =>
      markup`<li><svg class="key" width="24" height="12" aria-hidden="true"><path class="line ${kind}" d="M1 6L23 6"/></svg>${name}</li>`,
  );
  return markup`<figure>
<h3>${title}</h3>
${plot}
${keys.length > 0 ? markup`<ul class="legend">${legend}</ul>` : ""}
<figcaption>${said}</figcaption>
</figure>`;
}

/** Counts times by how long they are, in percent of all. */
export function histogram(times: readonly number[]): Bar[] {
  const step = roundStep(Math.max(...times), BARS);
  const bars = Math.floor(Math.max(...times) / step) + 1;
  return Array.from({ length: bars }, (_, i) => {
    const here = times.filter((time) => Math.floor(time / step) === i);
    return { from: i * step, to: (i + 1) * step, y: (here.length / times.length) * 100 };
  });
}

function highest(points: readonly Point[]): number {
  return Math.max(...points.map(({ y }) => y), 0);
}
