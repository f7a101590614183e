import { pause } from "../../support/waiting";
import { arrived, type Lane } from "../watch/lane";
import { Rate } from "../watch/rate";
import { progressOf } from "../watch/watch";
import { find, type Observed } from "./find";
import { pictureOf } from "./picture";
import type { Edge, Part, PartState, PipelineState } from "./state";

/** Milliseconds between two looks. */
const LOOK_MS = 1_000;

/** What is told of a look. */
export interface Look {
  readonly parts: readonly PartState[];
  readonly edges: readonly Edge[];
  readonly pipelines: readonly PipelineState[];
}

/** Looks at a stage's parts and pipelines again and again, until the signal is aborted. */
export async function observe(
  observed: Observed,
  lanes: readonly Lane[],
  signal: AbortSignal,
  show: (look: Look) => void,
): Promise<void> {
  const { parts, edges } = pictureOf(observed.stage);
  const watchedParts = parts.map((part) => new WatchedPart(part));
  const watchedLanes = lanes.map((lane) => new WatchedLane(lane));
  while (!signal.aborted) {
    const here = lookedAtOnce(observed);
    await Promise.all([
      ...watchedParts.map((part) => part.look(here)),
      ...watchedLanes.map((lane) => lane.look()),
    ]);
    show({
      edges,
      parts: watchedParts.map(({ state }) => state),
      pipelines: watchedLanes.flatMap(({ state }) => state ?? []),
    });
    await pause(LOOK_MS, signal).catch(() => undefined);
  }
}

/** Has the parts of one look share what the worker says, which is of all connectors. */
function lookedAtOnce(observed: Observed): Observed {
  const { api } = observed.worker;
  let statuses: ReturnType<typeof api.statuses> | undefined;
  return { ...observed, worker: { api: { statuses: () => (statuses ??= api.statuses()) } } };
}

class WatchedPart {
  state: PartState;
  readonly #rate = new Rate();

  constructor(private readonly part: Part) {
    this.state = { ...part, health: "waiting", status: "", figures: [], problem: "", samples: [] };
  }

  /** What does not answer keeps the figures that it had. */
  async look(observed: Observed): Promise<void> {
    try {
      this.state = { ...this.part, ...(await find(this.state, observed)) };
      this.#addRate();
    } catch {
      this.state = { ...this.state, health: "bad", status: "does not answer" };
    }
  }

  /** A connector's figures are no counts that only grow. */
  #addRate(): void {
    const [figure] = this.state.figures;
    if (figure === undefined || this.part.kind === "source" || this.part.kind === "sink") return;
    this.#rate.add(figure.value, performance.now());
    const perSecond = { name: "a second", value: Math.max(this.#rate.perSecond, 0) };
    this.state = { ...this.state, figures: [figure, perSecond] };
  }
}

class WatchedLane {
  state: PipelineState | undefined;
  readonly #rate = new Rate();

  constructor(private readonly lane: Lane) {}

  async look(): Promise<void> {
    const counts = await this.lane.look().catch(() => undefined);
    if (counts === undefined) return;
    this.#rate.add(arrived(counts), performance.now());
    this.state = progressOf(this.lane, counts, this.#rate.perSecond);
  }
}
