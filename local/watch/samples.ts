import type { Counts } from "./lane";

/** How far a pipeline was at a moment. */
export interface Sample {
  /** Since the command started. */
  readonly seconds: number;
  /** What has been reached by the names of the lane's bars, from its beginning to its end. */
  readonly reached: Readonly<Record<string, number>>;
  /** Records of the topic that the sink had not done with. */
  readonly lag: number;
  readonly deadLettered: number;
}

/** Samples that are kept; those of an hour are some seconds apart. */
const MOST = 1_200;

/** What was seen of a pipeline, in bounded memory: the longer it runs, the farther samples are apart. */
export class Samples {
  #all: Sample[] = [];
  /** Seconds that three samples in a row span at least. */
  #span = 0.2;

  /** Takes what the counts are at a moment, on performance's clock. */
  add({ bars, lag, deadLettered }: Counts, ms: number): void {
    const reached = Object.fromEntries(bars.map(({ name, value }) => [name, value]));
    this.#keep({ seconds: Math.round(ms) / 1000, reached, lag, deadLettered });
    while (this.#all.length > MOST) this.#thin();
  }

  /** From the first to the newest, which are always among them. */
  get all(): readonly Sample[] {
    return this.#all;
  }

  #keep(sample: Sample): void {
    const before = this.#all.at(-2);
    if (before !== undefined && sample.seconds - before.seconds < this.#span) this.#all.pop();
    this.#all.push(sample);
  }

  #thin(): void {
    this.#span *= 2;
    const all = this.#all;
    this.#all = [];
    for (const sample of all) this.#keep(sample);
  }
}
