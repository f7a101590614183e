import { counted } from "../../support/format";
import { UserError } from "../../support/userError";
import { columns } from "../columns";
import type { Output } from "../commands";
import { readReplay, type Outcome, type ReplayReport } from "./lines";
import { stateText } from "./list";
import { onlySink, sinkArguments, sinksOf, type Sink } from "./sinks";
import { PASSED_ON, type DeadLetterTarget } from "./tool";

export interface ReplayRequest {
  /** Name of a sink; undefined for all. */
  readonly connector: string | undefined;
  /** Offsets of dead letters of one sink; none for all that wait. */
  readonly only: readonly number[];
  /** Whether to say only what would be done. */
  readonly dryRun: boolean;
  readonly signal: AbortSignal;
}

/**
 * Puts the dead letters of a stage's sinks back where they came from, each once; throws UserError
 * at the end where one of them cannot be replayed.
 */
export async function replayDeadLetters(
  target: DeadLetterTarget,
  request: ReplayRequest,
  output: Output,
): Promise<void> {
  const { connector, only } = request;
  const sinks =
    only.length === 0 ? await sinksOf(target, connector) : [await onlySink(target, connector)];
  const failures: string[] = [];
  for (const sink of sinks) {
    const { stranded } = await replayOf(target, sink, request, output);
    if (stranded > 0) failures.push(`${stranded} of ${sink.connector}`);
  }
  if (failures.length === 0) return;
  throw new UserError(
    `Dead letters that cannot be replayed: ${failures.join(", ")}. Each one's reason stands above; npm run deadletters -- show has what it holds.`,
  );
}

async function replayOf(
  target: DeadLetterTarget,
  sink: Sink,
  { only, dryRun, signal }: ReplayRequest,
  { print, note }: Output,
): Promise<ReplayReport["counts"]> {
  const args = [
    ...["replay", ...sinkArguments(sink)],
    ...only.flatMap((offset) => ["--offset", String(offset)]),
    ...(dryRun ? ["--dry-run"] : []),
  ];
  const report = readReplay(await target.runDeadLetterTool(args, signal));
  note(`${sink.connector}, from ${sink.topic}: ${summaryOf(report, dryRun)}`);
  if (report.outcomes.length > 0) {
    print(columns(["OFFSET", "FROM", "OUTCOME"], report.outcomes.map(row)));
  }
  for (const record of report.repeated) {
    print(
      `${record} ${dryRun ? "would be" : "was"} sent again: an older record of its item came after it`,
    );
  }
  if (report.cut) {
    note(`${PASSED_ON}: not every outcome is told.`);
  }
  return report.counts;
}

function summaryOf({ counts, sent, repeated }: ReplayReport, dryRun: boolean): string {
  const { waiting, replayed, superseded, stranded } = counts;
  return [
    dryRun ? `${waiting} would be sent` : `${sent} sent`,
    `${replayed} replayed before`,
    `${superseded} superseded`,
    `${stranded} stranded`,
    ...(repeated.length === 0 ? [] : [`${counted(repeated.length, "newer record")} sent again`]),
  ].join(", ");
}

function row({ offset, place, state, detail }: Outcome) {
  return [String(offset), place ?? undefined, outcomeText(state, detail)];
}

function outcomeText(state: Outcome["state"], detail: string): string {
  if (state === "sent") return `sent, as ${detail}`;
  if (state === "waiting") return "would be sent";
  return state === "stranded" ? `stranded: ${detail}` : stateText({ state, detail });
}
