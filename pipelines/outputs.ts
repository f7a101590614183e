import type { Pipeline } from "./platform";

/**
 * Combines what all pipelines have, those that a stage does not run left out. No two have a role in
 * common.
 */
export function combined(pipelines: readonly (Pipeline | undefined)[]): Pipeline {
  const none: Pipeline = { topics: {}, tables: {}, connectors: {} };
  return pipelines
    .filter((pipeline) => pipeline !== undefined)
    .reduce(
      (all, { topics, tables, connectors }) => ({
        topics: { ...all.topics, ...topics },
        tables: { ...all.tables, ...tables },
        connectors: { ...all.connectors, ...connectors },
      }),
      none,
    );
}

/** Maps the values of a record. */
export function mapped<T, U>(
  record: Readonly<Record<string, T>>,
  to: (value: T) => U,
): Record<string, U> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, to(value)]));
}
