/** How many tests came to what. */
export interface Counts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

/** What a tier came to. */
export interface Outcome extends Counts {
  /**
   * What is left to say of it.
   * @default - everything is said
   */
  readonly says?: string;
}

export function add(a: Counts, b: Counts): Counts {
  return {
    passed: a.passed + b.passed,
    failed: a.failed + b.failed,
    skipped: a.skipped + b.skipped,
  };
}

/** A tier that ended before any test had a result. */
export function crashed(reason: string): Outcome {
  return { passed: 0, failed: 1, skipped: 0, says: `  ${reason}` };
}
