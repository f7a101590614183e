import type { Progress } from "../watch";
import { progressText, seconds } from "./format";
import { runStep, type Note, type Step, type View } from "./view";

/** Milliseconds between two lines on the orders. */
const PROGRESS_MS = 2_000;

/** A line for every event, for logs and pipes. */
export class PlainView implements View {
  #shownMs = -Infinity;
  #seen = "";

  constructor(private readonly write: (line: string) => void) {}

  step<T>(
    title: string,
    work: (note: Note) => Promise<T>,
    detail?: (result: T) => string,
  ): Promise<T> {
    return runStep(title, work, detail, (step) => {
      this.show(step);
    });
  }

  progress(progress: Progress): void {
    const { records, produced, stored, lag } = progress;
    const seen = [produced, stored, lag].join();
    const now = performance.now();
    const complete = stored >= records && lag === 0;
    if (seen === this.#seen || (now - this.#shownMs < PROGRESS_MS && !complete)) return;
    this.#seen = seen;
    this.#shownMs = now;
    this.write(progressText(progress));
  }

  say(text: string): void {
    this.write(text);
  }

  close(): void {
    // Nothing to tidy up: lines stay.
  }

  private show({ title, state, detail, startedMs, endedMs }: Step): void {
    if (state === "running") {
      if (detail !== "") this.write(`${title}: ${detail}`);
      return;
    }
    const outcome = state === "done" ? detail || "done" : state;
    this.write(`${title}: ${outcome} (${seconds((endedMs ?? startedMs) - startedMs)})`);
  }
}
