import { count, examples } from "../../../support/format";
import type { RowComparison } from "./compareRows";
import type { Made } from "./driver";

/** Describes what became of the changes, for people. */
export function cdcSummary(
  numbers: Made & Readonly<Record<"aside" | "duplicates" | "deadLettered", number>>,
  { rows, equal, missing, unexpected, differences }: RowComparison,
): string {
  const { inserts, updates, deletes, aside, duplicates, deadLettered } = numbers;
  const changes = inserts + updates + deletes;
  const shown = differences.map(
    ({ key, field, inDatabase, inTable }) =>
      `row ${key} has ${field} ${JSON.stringify(inTable)} instead of ${JSON.stringify(inDatabase)}`,
  );
  const problems: readonly (readonly [number, string])[] = [
    [aside, "changes were made by a fault besides"],
    [missing.length, `rows are missing in the table: ${examples(missing)}`],
    [unexpected.length, `items are no row of the database: ${examples(unexpected)}`],
    [differences.length, `fields are wrong in the table: ${examples(shown)}`],
    [duplicates, "records were captured again after a restart, which changes nothing"],
    [deadLettered, "records are dead letters"],
  ];
  return [
    `${count(changes)} changes made: ${count(inserts)} inserts, ${count(updates)} updates, ${count(deletes)} deletes`,
    `${count(rows)} rows in the database, ${count(equal)} in the table as the database has them`,
    ...problems.filter(([many]) => many > 0).map(([many, what]) => `${count(many)} ${what}`),
  ].join("\n");
}
