import { createRequire } from "node:module";
import { join } from "node:path";
import { z } from "zod";
import { projectRoot } from "../../support/projectRoot";
import { ERRORS, onlyThese, storeOfRun, type Listener, type Listeners } from "./errorsOfPrograms";
import { useOwnConnections } from "./ownConnections";

useOwnConnections();

/**
 * Runs a program of a folder of the project anew each time: a Pulumi program is its module's top
 * level. Whoever requires a module keeps it for good, with all that the program has made, so each
 * run's is required by somebody of its own.
 */
export function freshProgram(source: string): () => unknown {
  return (): unknown => {
    const load = createRequire(__filename);
    const entry = load.resolve(join(projectRoot, source, "index"));
    load.cache[entry] = undefined;
    return load(entry);
  };
}

const outputs = z.record(z.string(), z.unknown()).default({});

/** A program that Pulumi runs in this process, again and again. */
export class InlineProgram {
  #store: object | undefined;
  /** What Pulumi has the process call, which it takes back only for a program that ends. */
  #listeners: Listeners = new Map();

  constructor(private readonly program: () => unknown) {}

  readonly run = (): Promise<Record<string, unknown>> => {
    const store = storeOfRun();
    if (store === undefined) throw new Error("Pulumi gives a run no store of its own any more");
    this.#store = store;
    this.#listeners = new Map(ERRORS.flatMap((event) => newest(event)));
    onlyThese(store, this.#listeners);
    return Promise.resolve({ ...outputs.parse(this.program() ?? undefined) });
  };

  /** Has nobody hear of the latest run any more, and lets go of what it has made. */
  end(): void {
    if (this.#store !== undefined) {
      onlyThese(this.#store, new Map());
      // What waits in vain keeps the store, and a store all resources: by its stack, and by promises.
      Reflect.set(this.#store, "stackResource", undefined);
      Reflect.set(this.#store, "leakCandidates", new Set());
      this.#store = undefined;
    }
    for (const [event, listener] of this.#listeners) process.removeListener(event, listener);
    this.#listeners = new Map();
  }
}

/** The listener that was added last. */
function newest(event: string | symbol): (readonly [string | symbol, Listener])[] {
  const listener = process.rawListeners(event).at(-1) as Listener | undefined;
  return listener === undefined ? [] : [[event, listener]];
}
