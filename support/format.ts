/** Writes a number with its thousands apart: 20,000. */
export function count(value: number): string {
  return Math.round(value).toLocaleString("en-US");
}

/** How many of a thing: 1 record, 20,000 records. */
export function counted(number: number, thing: string): string {
  return `${count(number)} ${thing}${number === 1 ? "" : "s"}`;
}

/** Rounds to a tenth. */
export function tenths(value: number): number {
  return Math.round(value * 10) / 10;
}

export function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`;
}

/** At most this many of a kind are named. */
const EXAMPLES = 5;

/** Names the first few of many. */
export function examples(all: readonly string[]): string {
  const shown = all.slice(0, EXAMPLES).join(", ");
  return all.length > EXAMPLES ? `${shown}, ...` : shown;
}
