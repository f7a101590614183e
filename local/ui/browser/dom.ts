/** Finds an element of the page by its id. */
export function byId(id: string): HTMLElement {
  const element = document.getElementById(id);
  if (element === null) throw new Error(`The page has no element ${id}.`);
  return element;
}

/** Makes an element with a class and children. */
export function make<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  className = "",
  ...children: readonly (Node | string)[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  if (className !== "") element.className = className;
  element.append(...children);
  return element;
}

/** Sets a text only where it differs, which keeps a selection and what a screen reader reads. */
export function setText(element: Element, text: string): void {
  if (element.textContent !== text) element.textContent = text;
}

/** An element that shows a thing, and can show it anew. */
export interface Shown<T> {
  readonly element: Element;
  readonly show: (thing: T) => void;
}

/** Elements of a container, one for each of some things, which stay the same as long as their keys do. */
export class Keyed<T> {
  readonly #shown = new Map<string, Shown<T>>();

  constructor(
    private readonly container: (thing: T) => Element,
    private readonly keyOf: (thing: T) => string,
    private readonly create: (thing: T) => Shown<T>,
  ) {}

  show(things: readonly T[]): void {
    const keys = new Set(things.map(this.keyOf));
    for (const [key, { element }] of this.#shown) {
      if (keys.has(key)) continue;
      element.remove();
      this.#shown.delete(key);
    }
    for (const thing of things) this.#elementOf(thing).show(thing);
  }

  #elementOf(thing: T): Shown<T> {
    const key = this.keyOf(thing);
    const there = this.#shown.get(key);
    if (there !== undefined) return there;
    const made = this.create(thing);
    this.container(thing).append(made.element);
    this.#shown.set(key, made);
    return made;
  }
}
