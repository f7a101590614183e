/** Returns the value at a path such as "Subnets.0.SubnetId". */
export function at(value: unknown, path: string): unknown {
  return path
    .split(".")
    .reduce<unknown>(
      (whole, key) =>
        typeof whole === "object" && whole !== null
          ? new Map<string, unknown>(Object.entries(whole)).get(key)
          : undefined,
      value,
    );
}

/** Returns a list as it is, and an empty one for anything else. */
export function asList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
