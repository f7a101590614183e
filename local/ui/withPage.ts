import { UserError } from "../../support/userError";
import { Ended } from "../run/interrupt";
import { runStep, type Note, type Step, type View } from "../view/view";
import type { Progress } from "../watch/watch";
import { Page } from "./page";
import type { Phase, StepState } from "./state";

/** Does work that a page shows as well, and serves the page while it lasts. */
export async function withPage<T>(
  stage: string,
  view: View,
  work: (view: View, page: Page) => Promise<T>,
): Promise<T> {
  const page = await Page.open(stage);
  view.say(`The run is shown at ${page.url}`);
  try {
    return await work(new ViewWithPage(view, page), page);
  } catch (error) {
    page.show({ phase: phaseOf(error), said: [...page.state.said, messageOf(error)] });
    throw error;
  } finally {
    await page.close();
  }
}

function phaseOf(error: unknown): Phase {
  return error instanceof Ended ? "stopped" : "failed";
}

function messageOf(error: unknown): string {
  if (error instanceof UserError || error instanceof Ended) return error.message;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

/** Shows steps, and what is said, on a page too. */
class ViewWithPage implements View {
  readonly #steps = new Map<string, StepState>();

  constructor(
    private readonly view: View,
    private readonly page: Page,
  ) {}

  step<T>(
    title: string,
    work: (note: Note) => Promise<T>,
    detail?: (result: T) => string,
  ): Promise<T> {
    const show = ({ state, detail: said }: Step): void => {
      this.#steps.set(title, { title, state, detail: said });
      this.page.show({ steps: [...this.#steps.values()] });
    };
    const workShown = (note: Note): Promise<T> =>
      this.view.step(title, (noteThere) => work(both(note, noteThere)), detail);
    return runStep(title, workShown, detail, show);
  }

  progress(progress: Progress): void {
    this.view.progress(progress);
  }

  say(text: string): void {
    this.view.say(text);
    this.page.show({ said: [...this.page.state.said, text.trim()] });
  }

  close(): void {
    this.view.close();
  }
}

function both(note: Note, other: Note): Note {
  return (text) => {
    note(text);
    other(text);
  };
}
