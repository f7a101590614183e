import { Ended } from "../run/interrupt";
import type { Progress } from "../watch/watch";

/** Shows a user what happens. */
export interface View {
  /** Shows a piece of work, how long it takes and what came of it; passes its result on. */
  step<T>(
    title: string,
    work: (note: Note) => Promise<T>,
    detail?: (result: T) => string,
  ): Promise<T>;
  /** Shows how far the pipelines are. */
  progress(progress: Progress): void;
  /** Shows lines that stay. */
  say(text: string): void;
  /** Leaves the terminal as it found it; the last picture stays. */
  close(): void;
}

/** Says what a step is busy with. */
export type Note = (text: string) => void;

/** A step of the start as it is shown. */
export interface Step {
  readonly title: string;
  /** Stopped is what the end of the run, by another's failure or by request, makes of it. */
  readonly state: "running" | "done" | "failed" | "stopped";
  readonly detail: string;
  readonly startedMs: number;
  /** Undefined while it runs. */
  readonly endedMs?: number;
}

/** Runs a step's work and tells each change of how it stands. */
export async function runStep<T>(
  title: string,
  work: (note: Note) => Promise<T>,
  detail: ((result: T) => string) | undefined,
  show: (step: Step) => void,
): Promise<T> {
  let step: Step = { title, state: "running", detail: "", startedMs: performance.now() };
  const change = (to: Partial<Step>): void => {
    step = { ...step, ...to };
    show(step);
  };
  change({});
  try {
    const result = await work((text) => {
      change({ detail: text });
    });
    change({ state: "done", detail: detail?.(result) ?? "", endedMs: performance.now() });
    return result;
  } catch (error) {
    const state = error instanceof Ended ? "stopped" : "failed";
    change({ state, detail: "", endedMs: performance.now() });
    throw error;
  }
}
