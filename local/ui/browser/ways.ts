/** A way of records from one box to another. */
export interface Way {
  readonly begin: HTMLElement;
  readonly end: HTMLElement;
  /** Whether records take it now. */
  readonly moves: boolean;
}

const SVG = "http://www.w3.org/2000/svg";

/** Draws curves between boxes of a container, behind them. */
export function drawWays(container: HTMLElement, ways: readonly Way[]): void {
  const svg = container.querySelector("svg");
  if (svg === null) return;
  svg.setAttribute("width", String(container.scrollWidth));
  svg.setAttribute("height", String(container.scrollHeight));
  const origin = svg.getBoundingClientRect();
  for (const [i, way] of ways.entries()) {
    const path = svg.children[i] ?? svg.appendChild(document.createElementNS(SVG, "path"));
    const curve = curveOf(way, origin);
    // A path that is set anew begins its dashes anew.
    if (path.getAttribute("d") !== curve) path.setAttribute("d", curve);
    path.setAttribute("class", way.moves ? "way moves" : "way");
  }
}

function curveOf({ begin, end }: Way, origin: DOMRect): string {
  const [a, b] = [begin.getBoundingClientRect(), end.getBoundingClientRect()];
  const [x1, y1] = [a.right - origin.left, a.top + a.height / 2 - origin.top];
  const [x2, y2] = [b.left - origin.left, b.top + b.height / 2 - origin.top];
  const bend = Math.max((x2 - x1) / 2, 12);
  return `M ${x1} ${y1} C ${x1 + bend} ${y1}, ${x2 - bend} ${y2}, ${x2} ${y2}`;
}
