/** Value inside of values, by keys and numbers; undefined where there is none. */
export function valueAtPath(value: unknown, path: readonly (string | number)[]): unknown {
  return path
    .filter((step) => step !== "")
    .reduce<unknown>(
      (inner, step) =>
        typeof inner === "object" && inner !== null ? Reflect.get(inner, step) : undefined,
      value,
    );
}
