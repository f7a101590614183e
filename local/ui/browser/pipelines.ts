import type { PipelineState } from "../state";
import { count, counted } from "../../../support/format";
import { make, setText, type Shown } from "./dom";
import { Plot } from "./plot";

/** Shows how far a pipeline is: a bar for each thing that is reached, and how it moves. */
export function pipelineCard({ name, unit }: PipelineState): Shown<PipelineState> {
  const bars = make("div", "bars");
  const rate = new Plot(`${unit} a second`);
  const lag = new Plot("records waiting");
  const dead = make("p", "dead");
  const element = make(
    "article",
    "card",
    make("h3", "", name),
    bars,
    make("div", "plots", rate.element, lag.element),
    dead,
  );
  return {
    element,
    show: (pipeline) => {
      showBars(bars, pipeline);
      rate.add(pipeline.rate);
      lag.add(pipeline.lag);
      dead.hidden = pipeline.deadLettered === 0;
      setText(dead, counted(pipeline.deadLettered, "dead letter"));
    },
  };
}

function showBars(container: HTMLElement, { name, bars, total }: PipelineState): void {
  for (const [i, bar] of bars.entries()) {
    const id = `bar-${name}-${bar.name}`.replaceAll(/\W/g, "-");
    const row = container.children[i] ?? container.appendChild(barRow(id, bar.name));
    const [, progress, numbers] = row.children;
    if (progress instanceof HTMLProgressElement) {
      progress.max = Math.max(total, 1);
      progress.value = Math.min(bar.value, total);
    }
    if (numbers) setText(numbers, `${count(bar.value)} of ${count(total)}`);
  }
}

function barRow(id: string, name: string): HTMLElement {
  const label = make("label", "", name);
  label.htmlFor = id;
  const progress = make("progress");
  progress.id = id;
  return make("div", "bar", label, progress, make("span", "numbers"));
}
