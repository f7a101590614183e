import type { TimedRecord } from "../../clients/readTopic";
import { count, counted, examples } from "../../../support/format";
import type { LakeComparison } from "./compare";

/** Describes what became of the records on their way into a bucket, for people. */
export function lakeSummary(
  comparison: LakeComparison<TimedRecord>,
  numbers: { readonly objects: number; readonly lost: number; readonly deadLettered: number },
): string {
  const { produced, stored, missing, differences, unexpected, repeated } = comparison;
  const { objects, lost, deadLettered } = numbers;
  const shown = differences.map(
    ({ record, field, inTopic, inBucket }) =>
      `${record} has ${field} ${JSON.stringify(inBucket)} instead of ${JSON.stringify(inTopic)}`,
  );
  const places = missing.map(({ partition, offset }) => `${partition}/${offset}`);
  const problems: readonly (readonly [number, string])[] = [
    [lost, `records are missing in the bucket: ${examples(places)}`],
    [differences.length, `fields are wrong in the bucket: ${examples(shown)}`],
    [unexpected.length, `records of the bucket are in no topic: ${examples(unexpected)}`],
    [repeated, "records are in the bucket once more, stored again after a restart"],
    [deadLettered, "records are dead letters"],
  ];
  return [
    `${count(produced)} records in the topic, ${count(stored)} in ${counted(objects, "object")} of the bucket as the topic has them`,
    ...problems.filter(([many]) => many > 0).map(([many, what]) => `${count(many)} ${what}`),
  ].join("\n");
}
