/**
 * Keeps the errors of Pulumi programs that run in this process from everybody but Pulumi.
 *
 * A program whose deployment fails never ends: what it waits for is rejected at some time, when the
 * next program may run, and mocha would take it for a failure of whatever runs by then.
 *
 * This is loaded before anything else (.mocharc.json): execa's signal-exit replaces process.emit as
 * well, and puts back what was there when it was loaded.
 */
import type { AsyncLocalStorage } from "node:async_hooks";

export const ERRORS: readonly (string | symbol)[] = ["unhandledRejection", "uncaughtException"];

export type Listener = (...args: unknown[]) => void;
export type Listeners = ReadonlyMap<string | symbol, Listener>;

/** What Pulumi has the process call for a run, by the store of the run; nothing once it is over. */
const listenersOfRuns = new WeakMap<object, Listeners>();

const PROBE = Symbol("probe");

const emit = emitter();
Reflect.set(process, "emit", (event: string | symbol, ...args: unknown[]) => {
  if (event === PROBE) return true;
  const store = ERRORS.includes(event) ? storeOfRun() : undefined;
  const listeners = store === undefined ? undefined : listenersOfRuns.get(store);
  if (listeners === undefined) return emit(event, ...args);
  listeners.get(event)?.(...args);
  return true;
});

function emitter(): (event: string | symbol, ...args: unknown[]) => boolean {
  return process.emit.bind(process) as ReturnType<typeof emitter>;
}

/** What Pulumi gives each run for itself, and all that it waits for has; undefined outside a run. */
export function storeOfRun(): object | undefined {
  const pulumi = globalThis as { readonly asyncLocalStorage?: AsyncLocalStorage<object> };
  return pulumi.asyncLocalStorage?.getStore();
}

/** Has none but these listeners hear of a run's errors. */
export function onlyThese(store: object, listeners: Listeners): void {
  if (!emitter()(PROBE)) throw new Error("process.emit was replaced before this file was loaded.");
  listenersOfRuns.set(store, listeners);
}
