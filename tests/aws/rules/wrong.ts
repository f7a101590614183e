/** A fault put into the inputs of a planned resource, and what the rules must say of it. */
export interface Wrong {
  /** Completes "refuses ...". */
  readonly what: string;
  /** Type of the resource; the first of the type in the plan is changed. */
  readonly type: string;
  /** Inputs to put in place of the resource's own; undefined takes one away. */
  readonly inputs: Readonly<Record<string, unknown>>;
  /** Another name for the resource, of which Pulumi makes that of what is to be created. */
  readonly name?: string;
  /** Must match the description of a violation. */
  readonly said: RegExp;
}
