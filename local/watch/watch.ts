import { UserError } from "../../support/userError";
import type { ConnectApi } from "../clients/connectApi";
import type { Healer } from "./healer";
import { healthOf, type ConnectorHealth } from "./health";
import { arrived, type Counts, type Lane } from "./lane";
import { Rate } from "./rate";
import { Samples, type Sample } from "./samples";
import type { DeclaredConnector } from "../declared/declaredStage";
import { pause } from "../../support/waiting";

/** Where everything is at a moment. */
export interface Progress {
  readonly lanes: readonly LaneProgress[];
  readonly connectors: readonly ConnectorHealth[];
}

export interface LaneProgress extends Counts, Pick<Lane, "name" | "unit" | "total"> {
  /** What arrived a second, over the last seconds. */
  readonly rate: number;
}

export interface Watched {
  readonly lanes: readonly Lane[];
  readonly connectors: readonly DeclaredConnector[];
  readonly api: ConnectApi;
  readonly signal: AbortSignal;
  /** Sets the lanes going. */
  readonly start: () => Promise<void>;
  /** The worker's log, which an error names. */
  readonly workerLog: string;
  /**
   * Restarts failed tasks.
   * @default - a failed task ends the run
   */
  readonly healer?: Healer | undefined;
  readonly onProgress: (progress: Progress) => void | Promise<void>;
}

/** What was seen of a lane. */
export interface Seen {
  readonly lane: Lane;
  /** When its first and its last record were seen at its end, on performance's clock. */
  readonly firstMs: number;
  readonly lastMs: number;
  readonly samples: readonly Sample[];
}

const POLL_MS = 200;
const FIRST_POLL_MS = 50;
/** DynamoDB Local counts a table item by item: no more than a fifth of the time goes into looks. */
const PAUSES = 4;
const STALL_MS = 60_000;

/**
 * Looks at the lanes, sets them going and watches until every one has settled; throws UserError for a
 * failed connector or a standstill. Resolves to what was seen of each lane.
 */
export async function watch(watched: Watched): Promise<Seen[]> {
  const { lanes, signal, onProgress } = watched;
  const watches = lanes.map((lane) => ({ lane, history: new History() }));
  await startSampled(watched, watches);
  for (;;) {
    signal.throwIfAborted();
    const beganMs = performance.now();
    const [counts, connectors] = await Promise.all([
      Promise.all(lanes.map((lane) => lane.look())),
      connectorsOf(watched),
    ]);
    const tookMs = performance.now() - beganMs;
    const looks = watches.flatMap((each, i) => {
      const found = counts[i];
      return found === undefined ? [] : [{ ...each, counts: found }];
    });
    for (const look of looks) look.history.add(look.counts);
    const progress = looks.map(({ lane, counts: found, history }) =>
      progressOf(lane, found, history.rate),
    );
    await onProgress({ lanes: progress, connectors });
    const settled = await Promise.all(
      looks.map(({ lane, counts: found, history }) => lane.settled(found, history.quietMs)),
    );
    if (settled.every(Boolean)) return watches.map(seenOf);
    for (const [i, look] of looks.entries()) {
      if (settled[i] !== true && look.history.quietMs > STALL_MS) throw standstill(look, watched);
    }
    const pollMs = looks.some((look) => arrived(look.counts) === 0) ? FIRST_POLL_MS : POLL_MS;
    await pause(Math.max(pollMs, PAUSES * tookMs), signal);
  }
}

interface Watch {
  readonly lane: Lane;
  readonly history: History;
}

interface Look extends Watch {
  readonly counts: Counts;
}

/** Looks before anything moves, and while it is set going: much may have moved once all is. */
async function startSampled({ start }: Watched, watches: readonly Watch[]): Promise<void> {
  const sample = async ({ lane, history }: Watch): Promise<void> => {
    // A broker that is just up does not know of groups for a moment.
    const counts = await lane.look().catch(() => undefined);
    if (counts !== undefined) history.samples.add(counts, performance.now());
  };
  await Promise.all(watches.map(sample));
  const started = new AbortController();
  const sampleOn = async (): Promise<void> => {
    for (;;) {
      await pause(POLL_MS, started.signal).catch(() => undefined);
      if (started.signal.aborted) return;
      await Promise.all(watches.map(sample));
    }
  };
  const setGoing = start().finally(() => {
    started.abort();
  });
  await Promise.all([setGoing, sampleOn()]);
}

function seenOf({ lane, history: { firstMs, lastMs, samples } }: Watch): Seen {
  return { lane, firstMs, lastMs, samples: samples.all };
}

/** How far a lane is by a look, and how fast it moves. */
export function progressOf(
  { name, unit, total }: Lane,
  counts: Counts,
  rate: number,
): LaneProgress {
  return { name, unit, total, ...counts, rate };
}

/** What was seen of a lane when. */
class History {
  firstMs = performance.now();
  lastMs = this.firstMs;
  readonly samples = new Samples();
  #arrived = 0;
  #last = "";
  #movedMs = this.firstMs;
  #lookedMs = 0;
  readonly #rate = new Rate();

  add(counts: Counts): void {
    const now = performance.now();
    const there = arrived(counts);
    if (this.#arrived === 0 && there > 0) this.firstMs = now;
    if (this.#arrived !== there) this.lastMs = now;
    const seen = JSON.stringify(counts);
    if (seen !== this.#last) this.#movedMs = now;
    this.#last = seen;
    this.#arrived = there;
    this.#lookedMs = now;
    this.#rate.add(there, now);
    this.samples.add(counts, now);
  }

  /** How long nothing has moved; 0 when the last look saw something new. */
  get quietMs(): number {
    return this.#lookedMs - this.#movedMs;
  }

  get rate(): number {
    return this.#rate.perSecond;
  }
}

/** A worker that starts again does not answer for a while; one that has ended ends the run. */
async function connectorsOf(watched: Watched): Promise<readonly ConnectorHealth[]> {
  const { api, connectors, signal, workerLog, healer } = watched;
  try {
    return await healthOf(api, connectors, workerLog, healer);
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof TypeError) return [];
    throw error;
  }
}

function standstill({ lane, counts }: Look, { workerLog }: Watched): UserError {
  const { bars, lag, deadLettered } = counts;
  const reached = bars.map(({ name, value }) => `${value} of ${lane.total} ${name}`).join(", ");
  return new UserError(
    [
      `Nothing has moved for ${STALL_MS / 1000} s. Of the ${lane.unit}: ${reached},`,
      `${lag} records wait for the sink, ${deadLettered} are dead letters.`,
      `The worker's log is ${workerLog}`,
    ].join("\n"),
  );
}
