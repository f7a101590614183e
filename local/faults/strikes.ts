import type { View } from "../view/view";
import { arrived } from "../watch/lane";
import type { Progress } from "../watch/watch";
import type { Fault } from "./fault";

/** From when to when a fault struck and what it broke was brought back, on performance's clock. */
export interface Strike {
  readonly beganMs: number;
  readonly endedMs: number;
}

/** Has a fault strike each time that another part of the records has arrived, or at the first look. */
export class Strikes {
  readonly all: Strike[] = [];
  readonly #beganMs = performance.now();

  constructor(
    private readonly fault: Pick<Fault, "times" | "atOnce">,
    private readonly records: number,
    private readonly view: View,
  ) {}

  get done(): number {
    return this.all.length;
  }

  /** Seconds since the end of the last, or since the beginning. */
  get secondsSince(): number {
    return (performance.now() - (this.all.at(-1)?.endedMs ?? this.#beganMs)) / 1000;
  }

  async look({ lanes: [lane] }: Progress, strike: () => Promise<void>): Promise<void> {
    // Much may arrive between two looks: more than one strike may be due.
    while (lane !== undefined && this.done < this.times && arrived(lane) >= this.due) {
      const beganMs = performance.now();
      this.view.say(`Strike ${this.done + 1} of ${this.times} after ${arrived(lane)} ${lane.unit}`);
      await strike();
      this.all.push({ beganMs, endedMs: performance.now() });
    }
  }

  private get times(): number {
    return this.fault.times ?? 0;
  }

  /** How many records have arrived at the next strike. */
  private get due(): number {
    if (this.fault.atOnce === true) return 0;
    return ((this.done + 1) / (this.times + 1)) * this.records;
  }
}
