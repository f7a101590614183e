import { createLogUpdate } from "log-update";
import type { Progress } from "../watch/watch";
import { progressLines, stepLine } from "./format";
import { runStep, type Note, type Step, type View } from "./view";

const FRAME_MS = 80;

/** A picture that is drawn anew in place, for terminals. */
export class LiveView implements View {
  readonly #draw = createLogUpdate(process.stdout);
  readonly #steps = new Map<string, Step>();
  readonly #timer: NodeJS.Timeout;
  #progress: Progress | undefined;
  #height = 0;

  constructor() {
    this.#timer = setInterval(() => {
      this.draw();
    }, FRAME_MS);
  }

  step<T>(
    title: string,
    work: (note: Note) => Promise<T>,
    detail?: (result: T) => string,
  ): Promise<T> {
    return runStep(title, work, detail, (step) => {
      this.#steps.set(title, step);
    });
  }

  progress(progress: Progress): void {
    this.#progress = progress;
  }

  /** What is said stays above; the picture goes on below it. */
  say(text: string): void {
    this.draw();
    this.#draw.done();
    this.#steps.clear();
    this.#progress = undefined;
    process.stdout.write(`${text}\n`);
  }

  close(): void {
    clearInterval(this.#timer);
    this.draw();
    this.#draw.done();
  }

  private draw(): void {
    const now = performance.now();
    const width = process.stdout.columns;
    const steps = [...this.#steps.values()].map((step) => stepLine(step, now, width));
    const progress =
      this.#progress === undefined ? [] : ["", ...progressLines(this.#progress, width)];
    const lines = [...steps, ...progress];
    if (lines.length === 0) return;
    // log-update 7.2 overwrites a line where another is put in between.
    if (lines.length !== this.#height) this.#draw.clear();
    this.#height = lines.length;
    this.#draw(lines.join("\n"));
  }
}
