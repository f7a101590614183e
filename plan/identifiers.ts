import { createHash } from "node:crypto";
import type { ArnParts } from "../support/arn";

/** Makes an identifier as EC2 does: what it is of, and 17 hexadecimal digits. */
export function idOf(prefix: string, name: string): string {
  return `${prefix}-${hash(name).slice(0, 17)}`;
}

/** Makes a UUID. */
export function uuidOf(name: string): string {
  const hex = hash(name);
  return [8, 12, 16, 20, 32].map((end, i) => hex.slice([0, 8, 12, 16, 20][i], end)).join("-");
}

/** Makes an ARN; a bucket's has neither region nor account. */
export function arnOf(service: string, resource: string, at: ArnParts): string {
  const place = service === "s3" ? ":" : `${at.region}:${at.account}`;
  return `arn:${at.partition}:${service}:${place}:${resource}`;
}

/** Returns digits that are always the same for a name. */
export function hash(name: string): string {
  return createHash("sha256").update(name).digest("hex");
}
