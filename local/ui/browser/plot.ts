import { count } from "../../../support/format";
import { make, setText } from "./dom";

/** How many looks a plot remembers, one a second. */
const LOOKS = 120;

const WIDTH = 240;
const HEIGHT = 48;

/** A figure, and how it was over the last two minutes. */
export class Plot {
  readonly element: HTMLElement;
  readonly #line = document.createElementNS("http://www.w3.org/2000/svg", "polyline");
  readonly #now = make("strong");
  #values: readonly number[] = [];
  #addedMs = 0;

  constructor(name: string) {
    const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    svg.setAttribute("viewBox", `0 0 ${WIDTH} ${HEIGHT}`);
    svg.setAttribute("preserveAspectRatio", "none");
    svg.setAttribute("aria-hidden", "true");
    svg.append(this.#line);
    this.element = make("figure", "plot", make("figcaption", "", this.#now, ` ${name}`), svg);
  }

  /** Takes the newest value; events in between two looks bring the same one again. */
  add(value: number): void {
    setText(this.#now, count(value));
    const now = performance.now();
    if (now - this.#addedMs < 900) return;
    this.#addedMs = now;
    this.#values = [...this.#values, value].slice(-LOOKS);
    this.#line.setAttribute("points", points(this.#values));
  }
}

function points(values: readonly number[]): string {
  const most = Math.max(...values, 1);
  const step = WIDTH / (LOOKS - 1);
  const begin = WIDTH - (values.length - 1) * step;
  return values
    .map((value, i) => {
      const [x, y] = [begin + i * step, HEIGHT - 1 - (value / most) * (HEIGHT - 2)];
      return `${x.toFixed(1)},${y.toFixed(1)}`;
    })
    .join(" ");
}
