import type { Entry } from "./template";

/**
 * Leaves out of each template the resources that an earlier one holds, which are most, and cfn-lint
 * takes its time for each. One of a type of which another resource is new stays, for cfn-lint
 * compares resources of a type, such as their names.
 */
export function distinct<R>(
  templates: readonly (readonly Entry<R>[])[],
): readonly (readonly Entry<R>[])[] {
  const known = new Set<string>();
  return templates.map((entries) => {
    const news = entries.filter((entry) => !known.has(identical(entry)));
    const types = new Set(news.map(({ resource }) => resource.Type));
    news.forEach((entry) => known.add(identical(entry)));
    return entries.filter(({ resource }) => types.has(resource.Type));
  });
}

/** Entries of all templates by what their resources are. */
export function alike<R>(
  templates: readonly (readonly Entry<R>[])[],
): ReadonlyMap<string, readonly Entry<R>[]> {
  const found = new Map<string, Entry<R>[]>();
  for (const entry of templates.flat()) {
    const key = identical(entry);
    found.set(key, [...(found.get(key) ?? []), entry]);
  }
  return found;
}

/** Returns the same text for resources that are the same. */
export function identical<R>({ resource }: Entry<R>): string {
  return JSON.stringify(resource);
}
