/** Restarts of one connector within an hour, after which another one would not help it either. */
export const MOST_RESTARTS = 3;

const AN_HOUR_MS = 60 * 60 * 1000;

/** Something that is or was done to a connector as a whole. */
export interface Operation {
  readonly isRestart: boolean;
  readonly isOver: boolean;
  readonly beganMs: number;
}

/** What to do about failed tasks of a connector. */
export interface Decision {
  readonly act: "restart" | "wait" | "giveUp";
  /** Why, for people. */
  readonly because: string;
}

/**
 * Decides about a connector with failed tasks. What has failed for a passing reason runs again after
 * a restart; what fails again and again has a cause that people must remove.
 */
export function decide(operations: readonly Operation[], nowMs: number): Decision {
  if (operations.some(({ isOver }) => !isOver)) {
    return { act: "wait", because: "another operation on it is in progress" };
  }
  const restarts = operations.filter(
    ({ isRestart, beganMs }) => isRestart && nowMs - beganMs < AN_HOUR_MS,
  ).length;
  return restarts < MOST_RESTARTS
    ? { act: "restart", because: `restart ${restarts + 1} of ${MOST_RESTARTS} within an hour` }
    : { act: "giveUp", because: `${restarts} restarts within an hour have not helped` };
}
