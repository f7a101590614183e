import type { Inputs } from "./cloud";

export interface CloudResource {
  readonly type: string;
  readonly id: string;
  readonly arn: string | undefined;
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

/** An operation that goes wrong, once. */
export interface Fault extends Omit<Operation, "type"> {
  /**
   * AWS refuses it and nothing changes, or, of a create, makes the resource, which then does not get
   * ready.
   */
  readonly as: "refused" | "unready";
}

export interface CloudState {
  readonly resources: readonly CloudResource[];
  /** What was asked of the cloud and done, in order. */
  readonly operations: readonly Operation[];
  /** Values of secrets by ARN; none holds one until the database's bootstrap has made it. */
  readonly secrets: Readonly<Record<string, string>>;
  readonly fault: Fault | undefined;
}

const EMPTY: CloudState = { resources: [], operations: [], secrets: {}, fault: undefined };

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
