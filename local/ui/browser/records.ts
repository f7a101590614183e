import type { PartState, Sample } from "../state";
import { make, setText, type Shown } from "./dom";

/** Returns the parts that have something to show, the ends of each lane. */
export function withSamples(parts: readonly PartState[]): PartState[] {
  return parts.filter(({ samples }) => samples.length > 0);
}

/** Shows the last records, items or dead letters of a part. */
export function recordsCard({ kind, name }: PartState): Shown<PartState> {
  const list = make("div", "samples");
  const element = make("article", "card", make("h3", "", make("small", "", kind), name), list);
  element.dataset["kind"] = kind;
  return {
    element,
    show: ({ samples }) => {
      for (const [i, sample] of samples.entries()) {
        showSample(list.children[i] ?? list.appendChild(make("div", "sample")), sample);
      }
      while (list.children.length > samples.length) list.lastElementChild?.remove();
    },
  };
}

function showSample(container: Element, { title, text }: Sample): void {
  if (container.children.length === 0) {
    const pre = make("pre");
    // What scrolls must be reached by keyboard.
    pre.tabIndex = 0;
    container.append(make("h4"), pre);
  }
  const [heading, pre] = container.children;
  if (heading) setText(heading, title);
  if (pre) setText(pre, text);
}
