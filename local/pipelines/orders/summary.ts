import type { Comparison } from "./compare";
import { count, examples } from "../../../support/format";

/** Describes what became of the orders, for people. */
export function summary(comparison: Comparison, deadLettered: number): string {
  const { produced, stored } = comparison;
  return [
    `${count(produced)} orders in the topic, ${count(stored)} in the table as the topic has them`,
    ...problems(comparison),
    ...(deadLettered > 0 ? [`${count(deadLettered)} records are dead letters`] : []),
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
