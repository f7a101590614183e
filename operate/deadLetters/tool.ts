import type { DeclaredStage } from "../../local/declared/declaredStage";

/** A pipeline whose dead letters can be looked at. */
export interface DeadLetterTarget {
  /** What it was made from. */
  declared(): Promise<DeclaredStage>;
  /**
   * Runs plugins/dead-letters where the brokers can be reached, and tells it where they are; throws
   * UserError with what it says when it fails.
   */
  runDeadLetterTool(args: readonly string[], signal: AbortSignal): Promise<ToolOutput>;
}

export interface ToolOutput {
  /** Lines of JSON. */
  readonly text: string;
  /** Whether the end is missing. */
  readonly cut: boolean;
}

/** Why an output may be cut, as a user is told. */
export const PASSED_ON = "AWS Systems Manager passes on the first 24,000 characters only";
