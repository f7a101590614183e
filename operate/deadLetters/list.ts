import { counted } from "../../support/format";
import { columns } from "../columns";
import type { Output } from "../commands";
import { readList, type Counts, type Letter } from "./lines";
import { sinkArguments, sinksOf, type Sink } from "./sinks";
import { PASSED_ON, type DeadLetterTarget } from "./tool";

export interface ListRequest {
  /** Name of a sink; undefined for all. */
  readonly connector: string | undefined;
  /** Dead letters to list of each, the last ones. */
  readonly count: number;
  readonly json: boolean;
  readonly signal: AbortSignal;
}

/** Lists the dead letters of a stage's sinks: where from, why, and what has become of them. */
export async function listDeadLetters(
  target: DeadLetterTarget,
  request: ListRequest,
  output: Output,
): Promise<void> {
  for (const sink of await sinksOf(target, request.connector)) {
    await listOf(target, sink, request, output);
  }
}

async function listOf(
  target: DeadLetterTarget,
  sink: Sink,
  { count, json, signal }: ListRequest,
  { print, note }: Output,
): Promise<void> {
  const args = ["list", ...sinkArguments(sink), "--count", String(count)];
  const { counts, letters, cut } = readList(await target.runDeadLetterTool(args, signal));
  note(`${sink.connector}, in ${sink.topic}: ${countsText(counts)}`);
  if (json) {
    const { connector, topic } = sink;
    for (const letter of letters) {
      print(JSON.stringify({ connector, topic, ...letter, time: timeText(letter) }));
    }
  } else if (letters.length > 0) {
    print(columns(["OFFSET", "WHEN", "FROM", "STATE", "WHY"], letters.map(row)));
    for (const { offset, detail } of letters.filter(({ state }) => state === "stranded")) {
      print(`Dead letter ${offset} cannot be replayed: ${detail}`);
    }
  }
  if (cut) {
    note(
      `${PASSED_ON}, which have ${counted(letters.length, "dead letter")}; ask for fewer with --count.`,
    );
  }
}

/** Says how many there are of each state. */
export function countsText({ waiting, replayed, superseded, stranded }: Counts): string {
  const all = waiting + replayed + superseded + stranded;
  if (all === 0) return "no dead letters";
  return `${counted(all, "dead letter")}: ${waiting} waiting, ${replayed} replayed, ${superseded} superseded, ${stranded} stranded`;
}

/** Says what has become of a dead letter, in few words. */
export function stateText({ state, detail }: Pick<Letter, "state" | "detail">): string {
  if (state === "replayed") return `replayed as ${detail}`;
  return state === "superseded" ? `superseded by ${detail}` : state;
}

/** Says why a record was refused: exceptions without their packages, and what they say. */
export function whyText({
  exception,
  message,
  cause,
}: Pick<Letter, "exception" | "message" | "cause">): string {
  const said = [withoutPackage(exception ?? ""), message?.trim()].filter(Boolean).join(": ");
  const because = cause === null ? "" : `, caused by ${withoutPackage(cause)}`;
  return `${said}${because}`.replaceAll(/\s+/g, " ");
}

function withoutPackage(text: string): string {
  return text.replace(/^(?:[\w$]+\.)+/, "");
}

/** A record without a time has -1. */
export function timeText({ time }: Pick<Letter, "time">): string | undefined {
  return time < 0 ? undefined : new Date(time).toISOString();
}

function row(letter: Letter) {
  const { offset, place } = letter;
  return [String(offset), timeText(letter), place ?? undefined, stateText(letter), whyText(letter)];
}
