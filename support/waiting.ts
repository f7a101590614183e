import { setTimeout as delay } from "node:timers/promises";
import { UserError } from "./userError";

export interface UntilOptions {
  /** Ends the wait with its reason. */
  readonly signal: AbortSignal;
  /** Completes "... within 120 s", such as "The Kafka broker did not answer". */
  readonly otherwise: string;
  /** Seconds until it gives up. */
  readonly seconds: number;
  /** Milliseconds between two looks. */
  readonly everyMs?: number;
}

/** Looks again and again until there is something to see; throws UserError when time is up. */
export async function until<T>(
  look: () => Promise<T | undefined>,
  { signal, otherwise, seconds, everyMs = 50 }: UntilOptions,
): Promise<T> {
  const deadline = performance.now() + seconds * 1000;
  for (;;) {
    signal.throwIfAborted();
    const seen = await look();
    if (seen !== undefined) return seen;
    if (performance.now() > deadline) throw new UserError(`${otherwise} within ${seconds} s.`);
    await pause(everyMs, signal);
  }
}

/** Waits; throws the signal's own reason when it is aborted meanwhile. */
export async function pause(ms: number, signal: AbortSignal): Promise<void> {
  await delay(ms, undefined, { signal }).catch(() => undefined);
  signal.throwIfAborted();
}
