import { readFile } from "node:fs/promises";
import { text } from "node:stream/consumers";
import { z } from "zod";
import { parseJson } from "../../support/json";
import { UserError } from "../../support/userError";

/** A record as Kafka has it: bytes, which are text here. */
export interface TriedRecord {
  readonly topic: string;
  readonly key: string | null;
  readonly value: string | null;
  readonly headers: Readonly<Record<string, string | null>>;
}

const content = z.json().optional();
const recordSchema = z
  .looseObject({
    topic: z.string().optional(),
    key: content,
    value: content,
    headers: z.record(z.string(), content).optional(),
  })
  .refine((record) => "key" in record || "value" in record, "neither a key nor a value");

const WANTED =
  "it must hold a record, an array of records or a record a line, each an object with key, value, headers or topic";

/**
 * Reads records from a file, or from stdin for `-`; one without a topic is of this one. A key, value or
 * header that is a string is sent as it is, any other JSON as its text; one that is null or left out
 * is none. Throws UserError for a file
 * that cannot be read, and for content that is no record.
 */
export async function readRecords(file: string, topic: string | undefined): Promise<TriedRecord[]> {
  const whole = await (file === "-" ? text(process.stdin) : textOf(file));
  return recordsIn(whole, { file: file === "-" ? "stdin" : file, topic });
}

async function textOf(file: string): Promise<string> {
  try {
    return await readFile(file, "utf8");
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new UserError(`--record ${file} cannot be read: ${reason}`);
  }
}

export function recordsIn(
  whole: string,
  { file, topic }: { readonly file: string; readonly topic: string | undefined },
): TriedRecord[] {
  const found = parseJson(whole) ?? whole.split("\n").filter(isFilled).map(parseJson);
  const parsed = z.array(recordSchema).min(1).safeParse([found].flat());
  if (!parsed.success) {
    const reasons = parsed.error.issues.map(({ path, message }) => `${place(path)}${message}`);
    throw new UserError(`--record ${file}: ${reasons.join("; ")}; ${WANTED}.`);
  }
  return parsed.data.map(({ key, value, headers = {}, ...record }, i) => ({
    topic: record.topic ?? topic ?? noTopic(file, i + 1),
    key: bytes(key),
    value: bytes(value),
    headers: Object.fromEntries(
      Object.entries(headers).map(([name, each]) => [name, bytes(each)] as const),
    ),
  }));
}

/** Records are counted from one, as they are shown. */
function place([index, ...path]: readonly PropertyKey[]): string {
  return index === undefined ? "" : `${["record", Number(index) + 1, ...path].join(" ")}: `;
}

function noTopic(file: string, record: number): never {
  throw new UserError(
    `--record ${file}: record ${record} needs a topic, since the sink has its topics by topics.regex.`,
  );
}

function isFilled(line: string): boolean {
  return line.trim() !== "";
}

function bytes(json: z.output<typeof content>): string | null {
  if (json === undefined || json === null) return null;
  return typeof json === "string" ? json : JSON.stringify(json);
}
