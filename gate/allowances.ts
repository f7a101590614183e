import { UserError } from "../support/userError";

/** What a change may do although it costs something. */
export interface Allowances {
  /** Names of the resources whose data may be lost. */
  readonly replace: readonly string[];
  readonly delete: readonly string[];
  /** When brokers may restart. */
  readonly windows: readonly Window[];
}

/** Hours of days of the week, UTC. One that ends before it begins ends on the next day. */
export interface Window {
  /** As it was written. */
  readonly text: string;
  /** Days of the week on which it begins, Sunday is 0. */
  readonly days: readonly number[];
  readonly from: number;
  readonly to: number;
}

const DAYS = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];
const HOUR_MS = 60 * 60 * 1000;

/** Most characters that GitHub takes for the name of a label. */
export const LONGEST_LABEL = 50;

const GRAMMAR = [
  "  allow-replace:<resource>                      the resource may be made anew, without its data",
  "  allow-delete:<resource>                       the resource may go, with its data",
  "  allow-broker-restart:<day>[-<day>]:<hh>-<hh>  brokers may restart then, UTC: sat-sun:01-06",
].join("\n");

/**
 * Reads allowances out of a text: a pull request's labels, or a release's notes. Words that do not
 * begin with `allow-` are not for the gate; throws UserError for one that it does not understand.
 */
export function readAllowances(text: string): Allowances {
  const words = text.split(/[\s,;`]+/).filter((word) => word.startsWith("allow-"));
  const named = (kind: "replace" | "delete"): string[] =>
    words.flatMap((word) => new RegExp(`^allow-${kind}:([\\w.-]+)$`).exec(word)?.[1] ?? []);
  const read = {
    replace: named("replace"),
    delete: named("delete"),
    windows: words.flatMap(windowOf),
  };
  const wrong = words.filter(
    (word) => !/^allow-(replace|delete):[\w.-]+$/.test(word) && windowOf(word).length === 0,
  );
  if (wrong.length === 0) return read;
  throw new UserError(`The gate does not understand ${wrong.join(", ")}. It takes:\n${GRAMMAR}`);
}

function windowOf(word: string): Window[] {
  const match = /^allow-broker-restart:(\w{3})(?:-(\w{3}))?:(\d{2})-(\d{2})$/.exec(word);
  if (match === null) return [];
  const [, first = "", last = first, from = "", to = ""] = match;
  const [begin, end] = [DAYS.indexOf(first), DAYS.indexOf(last)];
  const hours = [Number(from), Number(to)] as const;
  if (begin < 0 || end < 0 || hours[0] > 23 || hours[1] > 24 || hours[0] === hours[1]) return [];
  const days = Array.from({ length: ((end - begin + 7) % 7) + 1 }, (_, i) => (begin + i) % 7);
  return [{ text: word.replace("allow-broker-restart:", ""), days, from: hours[0], to: hours[1] }];
}

/** Minutes from a window's beginning to its end. */
export function minutesOf({ from, to }: Pick<Window, "from" | "to">): number {
  return (to > from ? to - from : to + 24 - from) * 60;
}

/** Minutes that are left of a window at a time; 0 outside of it. */
export function minutesLeft(window: Window, now: Date): number {
  const midnight = Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate());
  // It may have begun the day before.
  const begun = [0, -1]
    .map((days) => midnight + days * 24 * HOUR_MS)
    .filter((day) => window.days.includes(new Date(day).getUTCDay()))
    .map((day) => day + window.from * HOUR_MS)
    .find((begin) => begin <= now.getTime() && now.getTime() < begin + minutesOf(window) * 60_000);
  if (begun === undefined) return 0;
  return Math.floor((begun + minutesOf(window) * 60_000 - now.getTime()) / 60_000);
}
