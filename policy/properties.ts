import { UnknownValueError } from "@pulumi/policy";

export type Properties = Readonly<Record<string, unknown>>;

/**
 * Finds a value inside of properties, undefined where there is none: `at(props, "location", "s3")`.
 */
export function at(value: unknown, ...path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (inner, key) => (isProperties(inner) ? inner[key] : undefined),
    value,
  );
}

/** Returns a list as it is, a single value as a list of it, and an empty list for nothing. */
export function list(value: unknown): readonly unknown[] {
  if (value === undefined || value === null) return [];
  return Array.isArray(value) ? value : [value];
}

/** Returns the texts among the values of a list, or a single text. */
export function texts(value: unknown): readonly string[] {
  return list(value).filter((item) => typeof item === "string");
}

/** Tells whether a property has a value that is not empty. */
export function isSet(value: unknown): boolean {
  return value !== undefined && value !== null && value !== "";
}

/** Renders a value for people to read. */
export function shown(value: unknown): string {
  if (!isSet(value)) return "not set";
  return typeof value === "string" ? value : JSON.stringify(value);
}

/** Returns what `read` finds, undefined where it needs a value that is not known yet. */
export function ifKnown<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof UnknownValueError) return undefined;
    throw error;
  }
}

export function isProperties(value: unknown): value is Properties {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
