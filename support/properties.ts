import { parseLines, stringify } from "dot-properties";

/** Properties of a program of the JVM, by key. */
export type Properties = Readonly<Record<string, string>>;

/**
 * Writes a Java properties file, one property a line, sorted, so that the same properties are the
 * same text. What the format gives a meaning to, such as a line break in a value, is escaped.
 *
 * @see https://docs.oracle.com/en/java/javase/17/docs/api/java.base/java/util/Properties.html
 */
export function propertiesFile(properties: Readonly<Record<string, string | number>>): string {
  const lines = Object.keys(properties)
    .sort()
    .map((key) => [key, String(properties[key] ?? "")]);
  return lines.length === 0 ? "" : `${stringify(lines, LAYOUT)}\n`;
}

/** Whole lines: the program's own files are read by people, and by MSK Connect. */
const LAYOUT = { keySep: "=", lineWidth: null, latin1: true };

/** Reads a Java properties file. */
export function parseProperties(text: string): Properties {
  const pairs = parseLines(text).filter((line) => typeof line !== "string");
  return Object.fromEntries(pairs.map(([key = "", value = ""]) => [key, value] as const));
}
