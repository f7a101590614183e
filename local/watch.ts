import { UserError } from "../config/userError";
import type { ConnectApi } from "./connect/api";
import { healthOf, type ConnectorHealth } from "./connect/health";
import type { Flow } from "./flow";
import type { KafkaClient } from "./kafka";
import type { PlannedConnector } from "./pipeline";
import { pause } from "./process/until";
import type { TableClient } from "./table";

/** Where the orders are at a moment. */
export interface Progress extends Counts {
  /** Orders that the generator makes in all. */
  readonly records: number;
  /** Orders stored a second, over the last seconds. */
  readonly rate: number;
  readonly connectors: readonly ConnectorHealth[];
}

interface Counts {
  readonly produced: number;
  readonly stored: number;
  readonly deadLettered: number;
  /** Records of the topic that the sink has not done with. */
  readonly lag: number;
}

export interface Watched {
  readonly flow: Flow;
  readonly connectors: readonly PlannedConnector[];
  readonly kafka: KafkaClient;
  readonly tables: TableClient;
  readonly api: ConnectApi;
  readonly signal: AbortSignal;
  /** The worker's log, which an error names. */
  readonly workerLog: string;
  readonly onProgress: (progress: Progress) => void | Promise<void>;
}

export interface WatchResult {
  readonly deadLettered: number;
  /** When the first and the last order were seen in the table, on performance's clock. */
  readonly firstStoredMs: number;
  readonly lastStoredMs: number;
}

const POLL_MS = 200;
const FIRST_POLL_MS = 50;
const STALL_MS = 60_000;
/** How long nothing moves before what is done counts as all that there will be. */
const SETTLED_MS = 5_000;
const RATE_WINDOW_MS = 3_000;

/** Watches until every order is stored; throws UserError for a failed connector or a standstill. */
export async function watch(watched: Watched): Promise<WatchResult> {
  const history = new History();
  for (;;) {
    watched.signal.throwIfAborted();
    const [counts, connectors] = await Promise.all([countsOf(watched), connectorsOf(watched)]);
    history.add(counts);
    const { records } = watched.flow;
    await watched.onProgress({ records, ...counts, rate: history.rate, connectors });
    const settled = counts.produced >= records && counts.lag === 0;
    // Not at first sight: a generator that starts again repeats some orders.
    if (settled && history.quietMs > (counts.stored >= records ? 0 : SETTLED_MS)) {
      const { firstStoredMs, lastStoredMs } = history;
      return { deadLettered: counts.deadLettered, firstStoredMs, lastStoredMs };
    }
    if (history.quietMs > STALL_MS) throw standstill(counts, watched);
    await pause(counts.stored === 0 ? FIRST_POLL_MS : POLL_MS, watched.signal);
  }
}

/** What was seen when. */
class History {
  firstStoredMs = performance.now();
  lastStoredMs = this.firstStoredMs;
  #last: Counts = { produced: 0, stored: 0, lag: 0, deadLettered: 0 };
  #movedMs = this.firstStoredMs;
  #samples: readonly { readonly ms: number; readonly stored: number }[] = [];

  add(counts: Counts): void {
    const now = performance.now();
    const { produced, stored, lag } = this.#last;
    if (stored === 0 && counts.stored > 0) this.firstStoredMs = now;
    if (stored !== counts.stored) this.lastStoredMs = now;
    if (produced !== counts.produced || stored !== counts.stored || lag !== counts.lag) {
      this.#movedMs = now;
    }
    this.#last = counts;
    this.#samples = [
      ...this.#samples.filter(({ ms }) => now - ms <= RATE_WINDOW_MS),
      { ms: now, stored: counts.stored },
    ];
  }

  /** How long nothing has moved; 0 when the last look saw something new. */
  get quietMs(): number {
    return (this.#samples.at(-1)?.ms ?? 0) - this.#movedMs;
  }

  get rate(): number {
    const [first, last] = [this.#samples[0], this.#samples.at(-1)];
    if (first === undefined || last === undefined || first === last) return 0;
    return ((last.stored - first.stored) / (last.ms - first.ms)) * 1000;
  }
}

async function countsOf({ flow, kafka, tables }: Watched): Promise<Counts> {
  const [produced, consumed, stored, deadLettered] = await Promise.all([
    kafka.count(flow.topic),
    kafka.consumed(flow.group, flow.topic),
    tables.count(flow.table.name),
    flow.deadLetterTopic === undefined ? 0 : kafka.count(flow.deadLetterTopic),
  ]);
  return { produced, stored, lag: Math.max(produced - consumed, 0), deadLettered };
}

/** A worker that starts again does not answer for a while; one that has ended ends the run. */
async function connectorsOf(watched: Watched): Promise<readonly ConnectorHealth[]> {
  try {
    return await healthOf(watched.api, watched.connectors, watched.workerLog);
  } catch (error) {
    watched.signal.throwIfAborted();
    if (error instanceof TypeError) return [];
    throw error;
  }
}

function standstill(counts: Counts, { flow, workerLog }: Watched): UserError {
  const { produced, stored, lag, deadLettered } = counts;
  return new UserError(
    [
      `Nothing has moved for ${STALL_MS / 1000} s: ${flow.source} has produced ${produced} of ${flow.records} orders,`,
      `${flow.sink} has stored ${stored}, ${lag} are waiting for it, ${deadLettered} are dead letters.`,
      `The worker's log is ${workerLog}`,
    ].join("\n"),
  );
}
