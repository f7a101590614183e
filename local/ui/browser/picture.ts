import { columnOf, type Edge, type PageState, type PartState } from "../state";
import { count } from "../../../support/format";
import { byId, Keyed, make, setText, type Shown } from "./dom";
import { showDetails } from "./details";
import { drawWays } from "./ways";

/** The stage as boxes in columns, a row for each lane, and the ways between them. */
export class Picture {
  readonly #container = byId("picture");
  readonly #columns = new Map<string, HTMLElement>();
  readonly #boxes = new Map<string, HTMLElement>();
  readonly #parts: Keyed<PartState>;
  #state: PageState | undefined;
  #chosen: string | undefined;

  constructor() {
    this.#parts = new Keyed<PartState>(
      (part) => this.#columnOf(part),
      ({ id }) => id,
      (part) => this.#box(part),
    );
    new ResizeObserver(() => {
      this.#draw();
    }).observe(this.#container);
  }

  show(state: PageState): void {
    this.#state = state;
    this.#parts.show(state.parts);
    this.#draw();
    this.#showChosen();
  }

  #columnOf({ lane, kind }: PartState): HTMLElement {
    // A column of which the stage has nothing takes no room.
    const columns = new Set(this.#state?.parts.map((part) => columnOf(part.kind)));
    const column = [...columns].sort((a, b) => a - b).indexOf(columnOf(kind));
    const key = `${lane} ${column}`;
    const there = this.#columns.get(key);
    if (there !== undefined) return there;
    const made = make("div", "column");
    made.style.gridRow = String(lane + 1);
    made.style.gridColumn = String(column + 1);
    this.#container.append(made);
    this.#columns.set(key, made);
    return made;
  }

  #box({ id, kind, name }: PartState): Shown<PartState> {
    const status = make("span", "status");
    const figures = make("span", "figures");
    const element = make("button", "part", make("small", "", kind), make("b", "", name));
    element.append(status, figures);
    element.type = "button";
    element.dataset["kind"] = kind;
    element.title = name;
    element.addEventListener("click", () => {
      this.#chosen = this.#chosen === id ? undefined : id;
      this.#showChosen();
    });
    this.#boxes.set(id, element);
    return {
      element,
      show: (part) => {
        element.dataset["health"] = part.health;
        setText(status, part.status);
        setText(figures, figuresOf(part));
      },
    };
  }

  #showChosen(): void {
    for (const [id, box] of this.#boxes) {
      box.setAttribute("aria-expanded", String(id === this.#chosen));
    }
    showDetails(this.#state?.parts.find(({ id }) => id === this.#chosen));
  }

  #draw(): void {
    const { edges = [], parts = [] } = this.#state ?? {};
    const moving = new Set(parts.filter(isMoving).map(({ id }) => id));
    drawWays(
      this.#container,
      edges.flatMap((edge) => this.#wayOf(edge, moving)),
    );
  }

  #wayOf({ from, to }: Edge, moving: ReadonlySet<string>) {
    const [begin, end] = [this.#boxes.get(from), this.#boxes.get(to)];
    if (begin === undefined || end === undefined) return [];
    return [{ begin, end, moves: moving.has(from) || moving.has(to) }];
  }
}

/** Whether what is counted of a part grows. */
function isMoving({ figures }: PartState): boolean {
  return figures.some(({ name, value }) => name === "a second" && value >= 0.5);
}

function figuresOf({ figures }: PartState): string {
  return figures.map(({ name, value }) => `${count(value)} ${name}`).join(", ");
}
