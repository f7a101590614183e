import type { AttributeValue } from "@aws-sdk/client-dynamodb";
import type { Item } from "../local/clients/tables";
import type { ConsumedRecord } from "./target";

/**
 * Renders a record as one line of JSON; its key and value as JSON where they are JSON, else as
 * text.
 */
export function recordLine({ timestamp, key, value, ...where }: ConsumedRecord): string {
  const time = timestamp === undefined ? {} : { timestamp: new Date(timestamp).toISOString() };
  const head = JSON.stringify({ ...where, ...time }).slice(0, -1);
  return `${head},"key":${embedded(key)},"value":${embedded(value)}}`;
}

/** JSON is passed on as it is written: parsed, a number may lose digits. */
function embedded(text: string | null): string {
  if (text === null) return "null";
  // A line break cannot be inside a string of JSON, so it means nothing.
  return isJson(text) ? text.trim().replaceAll(/[\r\n]+/g, " ") : JSON.stringify(text);
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/**
 * Renders an item as one line of JSON: plain values, every digit of its numbers, binary as base64.
 */
export function itemLine(item: Item): string {
  const fields = Object.entries(item)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `${JSON.stringify(name)}:${attribute(value)}`);
  return `{${fields.join(",")}}`;
}

function attribute(value: AttributeValue): string {
  if (value.N !== undefined) return value.N;
  if (value.M !== undefined) return itemLine(value.M);
  if (value.L !== undefined) return `[${value.L.map(attribute).join(",")}]`;
  if (value.NS !== undefined) return `[${value.NS.join(",")}]`;
  if (value.SS !== undefined) return JSON.stringify(value.SS);
  if (value.B !== undefined) return JSON.stringify(base64(value.B));
  if (value.BS !== undefined) return JSON.stringify(value.BS.map(base64));
  return JSON.stringify(value.S ?? value.BOOL ?? null);
}

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("base64");
}
