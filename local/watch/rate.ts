const WINDOW_MS = 3_000;

/** How fast a count grows, over the last seconds. */
export class Rate {
  #samples: readonly { readonly ms: number; readonly value: number }[] = [];

  /** Takes what the count is at a moment, on performance's clock. */
  add(value: number, ms: number): void {
    this.#samples = [
      ...this.#samples.filter((sample) => ms - sample.ms <= WINDOW_MS),
      { ms, value },
    ];
  }

  get perSecond(): number {
    const [first, last] = [this.#samples[0], this.#samples.at(-1)];
    if (first === undefined || last === undefined || first === last) return 0;
    return ((last.value - first.value) / (last.ms - first.ms)) * 1000;
  }
}
