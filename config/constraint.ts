import type { SettingKey, Settings } from "./schema";

export interface Violation {
  /** The setting, as it is written in a stage file without the project's namespace. */
  readonly key: string;
  /** What is wrong and what would be right. */
  readonly reason: string;
}

/** Settings of which some are missing because they were refused already. */
export type Given = { readonly [K in SettingKey]?: Settings[K] | undefined };

/** A constraint on settings that are each valid alone. */
export interface Constraint {
  /** The setting that is refused. */
  readonly key: SettingKey;
  /** What is wrong, or nothing. */
  readonly check: (settings: Given) => string | undefined;
}

/**
 * Makes a constraint on a setting and others, which says nothing where one of them was refused
 * already.
 */
export function constraint<K extends SettingKey>(
  key: K,
  others: readonly K[],
  check: (settings: Pick<Settings, K>) => string | undefined,
): Constraint {
  return { key, check: (given) => (has(given, [key, ...others]) ? check(given) : undefined) };
}

type NumericKey = {
  [K in SettingKey]: Settings[K] extends number ? K : never;
}[SettingKey];

export function atLeast(key: NumericKey, floor: NumericKey): Constraint {
  return compare(key, floor, "at least", (value, bound) => value >= bound);
}

export function atMost(key: NumericKey, ceiling: NumericKey): Constraint {
  return compare(key, ceiling, "at most", (value, bound) => value <= bound);
}

function compare(
  key: NumericKey,
  other: NumericKey,
  words: string,
  holds: (value: number, bound: number) => boolean,
): Constraint {
  return constraint(key, [other], ({ [key]: value, [other]: bound }) =>
    holds(value, bound) ? undefined : `must be ${words} ${other} (${bound}), got ${value}`,
  );
}

/** An empty setting is there without a value; one that was refused is not there. */
function has<K extends SettingKey>(
  given: Given,
  keys: readonly K[],
): given is Given & Pick<Settings, K> {
  return keys.every((key) => key in given);
}
