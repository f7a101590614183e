import { cpus } from "node:os";
import { execa } from "execa";
import type { Fault } from "../../local/faults/fault";
import type { LaneNumbers } from "../../local/watch/lane";
import { count } from "../../support/format";
import { code, page, table } from "../../tools/docs/markdown";

/** What became of a run with a fault. */
export interface Row {
  readonly fault: Fault;
  readonly counts: LaneNumbers;
  /** From the last strike, or the start, until everything was stored and compared. */
  readonly recoverySeconds: number;
}

/** Renders what became of every fault as Markdown. */
export async function reliabilityPage(rows: readonly Row[]): Promise<string> {
  const { stdout: commit } = await execa("git", ["describe", "--always", "--dirty"]);
  const date = new Date().toISOString().slice(0, 10);
  const header = ["Fault", "Name", "Records", "Missing", "Repeats", "Dead letters", "Recovery"];
  const lines = rows.map(({ fault, counts, recoverySeconds }) => {
    const { produced, records, missing = 0, duplicates, repeated = 0, deadLettered = 0 } = counts;
    return [
      fault.about,
      code(fault.name),
      ...[produced ?? records ?? 0, missing, duplicates ?? repeated, deadLettered].map(count),
      fault.times === undefined ? "" : `${Math.round(recoverySeconds)} s`,
    ];
  });
  return page([
    "# Reliability",
    "",
    "<!-- Written by `npm run reliability`. -->",
    "",
    "What `npm test -- faults` came to: a pipeline of stage `dev` on a real broker and a real Kafka Connect worker while something breaks. Every run ended with the table equal to the topic, or to the database, or with every record of the topic in the bucket. `npm start -- --fault NAME` shows one.",
    "",
    `Last run on ${date}, commit \`${commit}\`, ${cpus().length} cores, Node ${process.version}.`,
    "",
    ...table([header, ...lines]),
    "",
    "Repeats are records of the topic whose order was in it already; of `lake`, records that the bucket has once more, counted by partition and offset. Recovery is the time from the last strike until everything was stored and compared.",
    "",
    "No fault of these shows the one loss that is known: a row that an interrupted first snapshot had read, and that is deleted before the next one begins, stays in the table ([operations.md](operations.md#capturing-changes)).",
  ]);
}
