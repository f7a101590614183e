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
  /**
   * Whether values are no text: an escape is printed for each byte that is not in ASCII.
   * @default false
   */
  readonly binary?: boolean;
}

/** Prints a byte that is no printable character of ASCII, or a backslash, as `\\x` and two digits. */
const ESCAPING = "org.apache.kafka.common.serialization.BytesDeserializer";

/** Returns the script for the client instance that reads records with Kafka's console consumer. */
export function consumerScript(consumer: ConsoleConsumer): string {
  const { bootstrapServers, topic, count, fromBeginning, binary = false } = consumer;
  const printed = ["timestamp", "partition", "offset", "key"].map((part) => `print.${part}=true`);
  const properties = [
    ...printed,
    `key.separator=${SEPARATOR}`,
    ...(binary ? [`value.deserializer=${ESCAPING}`] : []),
  ];
  return clientScript("kafka-console-consumer.sh", [
    ...["--bootstrap-server", bootstrapServers],
    ...["--consumer.config", CLIENT_CONFIG],
    ...["--topic", topic],
    ...["--max-messages", String(count)],
    ...["--timeout-ms", String(IDLE_SECONDS * 1000)],
    ...(fromBeginning ? ["--from-beginning"] : []),
    ...properties.flatMap((property) => ["--property", property]),
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

/**
 * Returns the bytes of a value that was printed with escapes.
 *
 * @see https://github.com/apache/kafka/blob/3.9/clients/src/main/java/org/apache/kafka/common/utils/Bytes.java toString
 */
export function bytesOf(printed: string): Buffer {
  const latin1 = printed.replace(/\\x([0-9A-F]{2})/g, (_, hex: string) =>
    String.fromCharCode(parseInt(hex, 16)),
  );
  return Buffer.from(latin1, "latin1");
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
