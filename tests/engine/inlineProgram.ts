import { AsyncLocalStorage } from "node:async_hooks";
import { createRequire } from "node:module";
import { z } from "zod";
import { useOwnConnections } from "./ownConnections";

useOwnConnections();
const load = createRequire(__filename);

/** Runs index.ts anew: a Pulumi program is its module's top level. */
export function freshProgram(): unknown {
  const entry = load.resolve("../../index");
  load.cache[entry] = undefined;
  return load(entry);
}

const outputs = z.record(z.string(), z.unknown()).default({});
const events: readonly (string | symbol)[] = ["unhandledRejection", "uncaughtException"];
type Listener = (...args: unknown[]) => void;
const runs = new AsyncLocalStorage<{ ended: boolean }>();

/**
 * A program whose deployment fails never ends: what it waits for is rejected at some time, when the
 * next program may run. Pulumi and mocha hear of that from the process, and would take it for a
 * failure of whatever runs by then.
 */
const emit = process.emit.bind(process) as (event: string | symbol, ...args: unknown[]) => boolean;
Reflect.set(process, "emit", (event: string | symbol, ...args: unknown[]) =>
  events.includes(event) && runs.getStore()?.ended === true ? true : emit(event, ...args),
);

/** A program that Pulumi runs in this process, again and again. */
export class InlineProgram {
  #run = { ended: false };
  /** What Pulumi has the process call, which it takes back only for a program that ends. */
  #listeners: readonly (readonly [string | symbol, Listener | undefined])[] = [];

  constructor(private readonly program: () => unknown) {}

  readonly run = (): Promise<Record<string, unknown>> => {
    const run = { ended: false };
    this.#run = run;
    this.#listeners = events.map((event) => [
      event,
      process.rawListeners(event).at(-1) as Listener,
    ]);
    return runs.run(run, () => Promise.resolve({ ...outputs.parse(this.program() ?? undefined) }));
  };

  /** Has nobody hear of the latest run any more. */
  end(): void {
    this.#run.ended = true;
    for (const [event, listener] of this.#listeners) {
      if (listener !== undefined) process.removeListener(event, listener);
    }
    this.#listeners = [];
  }
}
