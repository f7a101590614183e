import type { AwsRequest } from "../../requests/request";
import type { Fault } from "../violation";

/** A rule that AWS's documentation states and neither a service model nor a schema holds. */
export interface StatedRule {
  /** Service and operations: "ec2 CreateSecurityGroup". */
  readonly requests: readonly string[];
  /** Path to the values, such as "IpPermissions[].IpRanges[].Description"; "" is the request. */
  readonly member: string;
  /** What is wrong with a value, completing "the value ..."; undefined where nothing is. */
  readonly problem: (value: unknown) => string | undefined;
  /** Page that states it. */
  readonly source: string;
}

/**
 * Returns what a rule has against a request. A member that is not set is no matter of these rules.
 */
export function faultsOf(rule: StatedRule, request: AwsRequest): readonly Fault[] {
  if (!rule.requests.includes(`${request.service} ${request.operation}`)) return [];
  return valuesAt(request.params, rule.member).flatMap(({ member, value }) => {
    const problem = rule.problem(value);
    return problem === undefined ? [] : [{ member, value, problem, source: rule.source }];
  });
}

interface Found {
  readonly member: string;
  readonly value: unknown;
}

/** Returns the values at a path with the paths to them; "[]" stands for every entry of a list. */
export function valuesAt(root: unknown, path: string): readonly Found[] {
  const steps = path.split(/\.|(?=\[\])/).filter((step) => step !== "");
  return steps
    .reduce<readonly Found[]>(
      (found, step) => found.flatMap((at) => (step === "[]" ? entries(at) : inner(at, step))),
      [{ member: "", value: root }],
    )
    .filter(({ value }) => value !== undefined);
}

function entries({ member, value }: Found): readonly Found[] {
  if (!Array.isArray(value)) return [];
  return value.map((entry: unknown, i) => ({ member: `${member}[${i}]`, value: entry }));
}

function inner({ member, value }: Found, key: string): readonly Found[] {
  if (typeof value !== "object" || value === null) return [];
  return [{ member: member === "" ? key : `${member}.${key}`, value: Reflect.get(value, key) }];
}

/**
 * Requires text of limited length that consists of characters of a class, which is written as in a
 * RegExp.
 */
export function text(
  limits: Readonly<{ characters: string; max: number; min?: number }>,
  ...others: readonly (readonly [forbidden: RegExp, problem: string])[]
): StatedRule["problem"] {
  const { characters, max, min = 0 } = limits;
  const stranger = new RegExp(`[^${characters}]`, "u");
  return (value) => {
    if (typeof value !== "string") return "is no text";
    const length = Array.from(value).length;
    if (length > max) return `has ${length} characters, more than ${max}`;
    if (length < min) return `has ${length} characters, fewer than ${min}`;
    const [strange] = stranger.exec(value) ?? [];
    if (strange !== undefined) return `holds ${JSON.stringify(strange)}, which is not allowed`;
    return others.find(([forbidden]) => forbidden.test(value))?.[1];
  };
}

/** Requires text whose size in bytes is limited. */
export function bytes(
  max: number,
  decode: (value: string) => string = String,
): StatedRule["problem"] {
  return (value) => {
    const size = Buffer.byteLength(decode(String(value)));
    return size > max ? `has ${size} bytes, more than ${max}` : undefined;
  };
}

export function oneOf(...allowed: readonly unknown[]): StatedRule["problem"] {
  return (value) => (allowed.includes(value) ? undefined : `is none of ${allowed.join(", ")}`);
}

export function between(min: number, max: number): StatedRule["problem"] {
  return (value) =>
    Number(value) >= min && Number(value) <= max ? undefined : `is not from ${min} to ${max}`;
}
