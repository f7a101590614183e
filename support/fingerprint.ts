import { createHash } from "node:crypto";

/**
 * Hashes each value of a connector's configuration: enough to tell two configurations apart and to
 * name the keys that differ, without writing the values down once more.
 */
export function fingerprint(config: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(config)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, value]) => [key, createHash("sha256").update(value).digest("hex").slice(0, 16)]),
  );
}

/** Returns the keys that only one of two fingerprints has, or whose values differ, sorted. */
export function differingKeys(
  a: Readonly<Record<string, string>>,
  b: Readonly<Record<string, string>>,
): string[] {
  return [...new Set([...Object.keys(a), ...Object.keys(b)])]
    .filter((key) => a[key] !== b[key])
    .sort();
}
