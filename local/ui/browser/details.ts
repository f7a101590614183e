import type { PartState } from "../state";
import { byId, make, setText } from "./dom";

let shown: string | undefined;

/** Shows how a part is configured, and why it is not well; nothing where none is chosen. */
export function showDetails(part: PartState | undefined): void {
  const section = byId("details");
  section.hidden = part === undefined;
  if (part === undefined) {
    shown = undefined;
    return;
  }
  if (shown !== part.id) section.replaceChildren(...contentOf(part));
  shown = part.id;
  const problem = section.querySelector("pre");
  if (problem === null) return;
  problem.hidden = part.problem === "";
  setText(problem, part.problem);
}

function contentOf({ kind, name, settings }: PartState): HTMLElement[] {
  const rows = [...settings]
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .map((each) => make("tr", "", header(each.name), make("td", "", each.value)));
  return [
    make("h3", "", make("small", "", kind), name),
    make("pre", "problem"),
    make("table", "settings", make("tbody", "", ...rows)),
  ];
}

function header(name: string): HTMLElement {
  const cell = make("th", "", name);
  cell.scope = "row";
  return cell;
}
