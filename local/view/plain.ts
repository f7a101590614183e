import { arrived } from "../watch/lane";
import type { LaneProgress, Progress } from "../watch/watch";
import { progressText } from "./format";
import { seconds } from "../../support/format";
import { runStep, type Note, type Step, type View } from "./view";

/** Milliseconds between two lines on a pipeline. */
const PROGRESS_MS = 2_000;

/** A line for every event, for logs and pipes. */
export class PlainView implements View {
  readonly #shown = new Map<string, Shown>();

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

  progress({ lanes, connectors }: Progress): void {
    for (const lane of lanes) {
      if (this.isNews(lane)) this.write(progressText(lane, connectors));
    }
  }

  say(text: string): void {
    this.write(text);
  }

  close(): void {
    // Nothing to tidy up: lines stay.
  }

  /** Tells whether something has moved, now and then; the end in any case. */
  private isNews(lane: LaneProgress): boolean {
    const { name, bars, lag, total } = lane;
    const what = [...bars.map(({ value }) => value), lag].join();
    const last = this.#shown.get(name);
    const nowMs = performance.now();
    const complete = arrived(lane) >= total && lag === 0;
    if (what === last?.what) return false;
    if (last !== undefined && nowMs - last.atMs < PROGRESS_MS && !complete) return false;
    this.#shown.set(name, { what, atMs: nowMs });
    return true;
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

/** What the last line on a pipeline said, and when. */
interface Shown {
  readonly what: string;
  readonly atMs: number;
}
