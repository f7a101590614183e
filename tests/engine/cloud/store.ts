import type { Inputs } from "./cloud";

export interface CloudResource {
  readonly type: string;
  /** Logical name in the program. */
  readonly resource: string;
  readonly id: string;
  readonly arn: string | undefined;
  /** The name that its id was made of. */
  readonly made: string;
  /** Name that no other of its type may have at the same time; undefined for a type without names. */
  readonly name: string | undefined;
  readonly inputs: Inputs;
  /** Whether AWS made it in vain: it stays like this until it is deleted. */
  readonly failed: boolean;
}

export interface Operation {
  readonly kind: "create" | "update" | "delete";
  readonly type: string;
  /** Logical name in the program. */
  readonly resource: string;
}

/** Operations that go wrong, each the first time that it is tried. */
export interface Faults {
  /**
   * AWS refuses it and nothing changes; or it is done, but does not get ready in the time that the
   * provider gives it.
   */
  readonly as: "refused" | "unready";
  readonly of: (operation: Operation) => boolean;
}

export interface CloudState {
  readonly resources: readonly CloudResource[];
  /** What was asked of the cloud and done, in order. */
  readonly operations: readonly Operation[];
  /** Values of secrets by ARN; none holds one until the database's bootstrap has made it. */
  readonly secrets: Readonly<Record<string, string>>;
  readonly faults: Faults | undefined;
  /** Operations that went wrong by these faults. */
  readonly failures: readonly Operation[];
  /** What AWS refused by rules of its own, such as a second resource of one name. */
  readonly refusals: readonly string[];
}

const EMPTY: CloudState = {
  resources: [],
  operations: [],
  secrets: {},
  faults: undefined,
  failures: [],
  refusals: [],
};

/** What is in the cloud. A state is a value: whoever keeps one can bring it back. */
export class CloudStore {
  #state = EMPTY;

  read(): CloudState {
    return this.#state;
  }

  write(state: CloudState): void {
    this.#state = state;
  }

  update(change: Partial<CloudState>): void {
    this.#state = { ...this.#state, ...change };
  }
}

/** The fault of one operation. */
export function fault(kind: Operation["kind"], resource: string, as: Faults["as"]): Faults {
  return { as, of: (operation) => operation.kind === kind && operation.resource === resource };
}

export function isSame(a: Operation, b: Operation): boolean {
  return a.kind === b.kind && a.type === b.type && a.resource === b.resource;
}
