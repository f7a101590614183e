import type { ConsumedRecord } from "../target";
import { clientScript, CLIENT_CONFIG } from "./clientScript";

/** Between the parts of a record, where a tab could be part of its key. */
const SEPARATOR = "<~>";

/** Seconds without a record after which it gives up. */
export const IDLE_SECONDS = 15;

export interface ConsoleConsumer {
  readonly bootstrapServers: string;
  readonly topic: string;
  readonly count: number;
  readonly fromBeginning: boolean;
}

/** Returns the script for the client instance that reads records with Kafka's console consumer. */
export function consumerScript(consumer: ConsoleConsumer): string {
  const { bootstrapServers, topic, count, fromBeginning } = consumer;
  const printed = ["timestamp", "partition", "offset", "key"].map((part) => `print.${part}=true`);
  return clientScript("kafka-console-consumer.sh", [
    ...["--bootstrap-server", bootstrapServers],
    ...["--consumer.config", CLIENT_CONFIG],
    ...["--topic", topic],
    ...["--max-messages", String(count)],
    ...["--timeout-ms", String(IDLE_SECONDS * 1000)],
    ...(fromBeginning ? ["--from-beginning"] : []),
    ...[...printed, `key.separator=${SEPARATOR}`].flatMap((property) => ["--property", property]),
  ]);
}

/**
 * Reads what the console consumer writes: of a record its time, partition, offset, key and value.
 * A value may have several lines. `cut` says that the end is missing, and with it the end of the
 * last record.
 */
export function parseRecords(
  topic: string,
  output: string,
  { cut }: { readonly cut: boolean },
): ConsumedRecord[] {
  const beginnings = [...output.matchAll(beginning)];
  const records = beginnings.map((match, i) => {
    const [head, timestamp, partition, offset] = match;
    const end = beginnings[i + 1]?.index ?? output.length;
    const rest = output.slice(match.index + head.length, end).replace(/\n$/, "");
    const [key = "", ...value] = rest.split(SEPARATOR);
    return {
      topic,
      partition: Number(partition),
      offset: Number(offset),
      timestamp: timestamp === undefined ? undefined : Number(timestamp),
      key: textOf(key),
      value: textOf(value.join(SEPARATOR)),
    };
  });
  return cut ? records.slice(0, -1) : records;
}

const beginning = new RegExp(
  `^(?:NO_TIMESTAMP|(?:CreateTime|LogAppendTime):(\\d+))${SEPARATOR}Partition:(\\d+)${SEPARATOR}Offset:(\\d+)${SEPARATOR}`,
  "gm",
);

/** The console consumer writes null for what is not there. */
function textOf(text: string): string | null {
  return text === "null" ? null : text;
}

/**
 * Says why the console consumer gave up, as its log on stderr says it: its exit code is zero then
 * too. Undefined where it only saw no more records.
 */
export function failureOf(log: string): string | undefined {
  const exceptions = log.match(/^(?:Caused by: )?[\w.$]+(?:Exception|Error)\b.*$/gm) ?? [];
  return exceptions.find((line) => !line.includes("TimeoutException"));
}
