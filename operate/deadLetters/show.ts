import { counted } from "../../support/format";
import { quoted } from "../../support/shell";
import { UserError } from "../../support/userError";
import type { Output } from "../commands";
import { readWhole, type Content, type WholeLetter } from "./lines";
import { stateText, timeText, whyText } from "./list";
import { onlySink, sinkArguments, type Sink } from "./sinks";
import { PASSED_ON, type DeadLetterTarget } from "./tool";

export interface ShowRequest {
  /** Offset in the dead-letter topic. */
  readonly offset: number;
  /** Name of its sink; needed where the stage has several. */
  readonly connector: string | undefined;
  readonly json: boolean;
  readonly signal: AbortSignal;
}

/** Shows one dead letter with all that it holds. */
export async function showDeadLetter(
  target: DeadLetterTarget,
  { offset, connector, json, signal }: ShowRequest,
  { print, note }: Output,
): Promise<void> {
  const sink = await onlySink(target, connector);
  const args = ["show", ...sinkArguments(sink), "--offset", String(offset)];
  const read = readWhole(await target.runDeadLetterTool(args, signal));
  if (read === undefined)
    throw new UserError(cutText(`key and headers of dead letter ${offset} are longer`, args));
  const { missing, ...letter } = read;
  print(json ? jsonOf(sink, letter) : textOf(sink, letter));
  if (missing > 0) {
    const lost = `${counted(missing, "character")} of value and stack trace are missing`;
    note(cutText(lost, args));
  }
}

function cutText(lost: string, args: readonly string[]): string {
  const command = ["dead-letters.sh", ...args.map(quoted)].join(" ");
  return `${PASSED_ON}: ${lost}. On the client, by npm run session, all are there: ${command} --bootstrap-server "$BOOTSTRAP_SERVERS" --command-config "$CLIENT_CONFIG"`;
}

type Shown = Omit<WholeLetter, "missing">;

function jsonOf({ connector, topic }: Sink, { stack, ...letter }: Shown): string {
  return JSON.stringify({ connector, topic, ...letter, time: timeText(letter), stack });
}

function textOf({ connector, topic }: Sink, letter: Shown): string {
  const { place, task, stage, executingClass, state, detail, headers, key, value, stack } = letter;
  const facts: readonly (readonly [string, string | null | undefined])[] = [
    ["dead letter", `${topic}, offset ${letter.offset}`],
    ["when", timeText(letter)],
    ["from", place],
    ["connector", task === null ? connector : `${connector}, task ${task}`],
    ["in", [stage, executingClass].filter(Boolean).join(", ")],
    ["why", whyText(letter)],
    ["state", state === "stranded" ? `${state}: ${detail}` : stateText(letter)],
    ...headers.map((header) => [`header ${header.name}`, contentText(header)] as const),
  ];
  const width = Math.max(...facts.map(([name]) => name.length));
  return [
    ...facts.map(([name, text]) => `${name.padEnd(width)}  ${text ?? "-"}`),
    ...["", `Key, ${kindOf(key)}`, key.text],
    ...["", `Value, ${kindOf(value)}`, value.text],
    ...(stack === "" ? [] : ["", "Stack trace:", stack.trimEnd()]),
  ].join("\n");
}

function contentText(content: Content): string {
  return content.encoding === "text" ? content.text : `${content.encoding} ${content.text}`;
}

function kindOf({ encoding, text }: Content): string {
  if (encoding === "null") return "which is null";
  return `as ${encoding}, ${counted(text.length, "character")}:`;
}
