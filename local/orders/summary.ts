import type { Comparison } from "./compare";
import { count } from "./view/format";
import type { Report } from "./report";

/** At most this many orders of a kind are named. */
const EXAMPLES = 5;

/** What a run came to, for people. */
export function summary(report: Report, comparison: Comparison): string {
  const { seconds, recordsPerSecond, produced, stored } = report;
  return [
    `${count(produced)} orders in the topic, ${count(stored)} in the table as the topic has them`,
    ...problems(comparison),
    ...(report.deadLettered > 0 ? [`${count(report.deadLettered)} records are dead letters`] : []),
    `Ready after ${seconds.ready} s, first order stored after ${seconds.firstRecord} s, done after ${seconds.total} s`,
    `${count(recordsPerSecond)} orders a second`,
  ].join("\n");
}

function problems({
  missing,
  duplicates,
  repeated,
  differences,
  unexpected,
  unreadable,
}: Comparison): string[] {
  const lines: string[] = [];
  if (missing.length > 0) {
    lines.push(`${count(missing.length)} orders are missing in the table: ${examples(missing)}`);
  }
  if (differences.length > 0) {
    const shown = differences.map(
      ({ key, field, inTopic, inTable }) =>
        `order ${key} has ${field} ${JSON.stringify(inTable)} instead of ${JSON.stringify(inTopic)}`,
    );
    lines.push(`${count(differences.length)} fields are wrong in the table: ${examples(shown)}`);
  }
  if (unexpected.length > 0) {
    lines.push(`${count(unexpected.length)} items are in no record: ${examples(unexpected)}`);
  }
  if (unreadable > 0) lines.push(`${count(unreadable)} records are no order`);
  if (duplicates > 0) {
    lines.push(
      `${count(duplicates)} records repeat an order, ${count(repeated)} of them word for word: the source sent`,
      `them again after a restart, and the table has the last of each`,
    );
  }
  return lines;
}

function examples(all: readonly string[]): string {
  const shown = all.slice(0, EXAMPLES).join(", ");
  return all.length > EXAMPLES ? `${shown}, ...` : shown;
}
