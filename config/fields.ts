import { z } from "zod";
import { DATABASE_ACU, VPC_MASK_BITS, type Range } from "../support/awsLimits";
import { parseJson } from "../support/json";
import { isVpcRange } from "../support/subnets";

/** Takes a whole number within AWS's bounds. */
export function within({ least, most }: Range, unit = ""): z.ZodType<number, string> {
  return wholeNumber(least, most, unit);
}

/** Turns text, as which Pulumi keeps every setting, into a whole number within bounds. */
export function wholeNumber(least: number, most: number, unit = ""): z.ZodType<number, string> {
  const allowed = `must be a whole number from ${least} to ${most}${unit}`;
  return z.string().transform((text, context) => {
    const number = /^\d+$/.test(text) ? Number(text) : NaN;
    if (number >= least && number <= most) return number;
    context.addIssue({ code: "custom", message: `${allowed}, got ${shown(text)}` });
    return z.NEVER;
  });
}

/** Takes Aurora Capacity Units, which come in halves. */
export function capacityUnits(least: number): z.ZodType<number, string> {
  const { most, step } = DATABASE_ACU;
  const allowed = `must be a number of Aurora capacity units from ${least} to ${most} in steps of ${step}`;
  return z.string().transform((text, context) => {
    const units = /^\d+(\.\d+)?$/.test(text) ? Number(text) : NaN;
    if (units >= least && units <= most && Number.isInteger(units / step)) return units;
    context.addIssue({ code: "custom", message: `${allowed}, got ${shown(text)}` });
    return z.NEVER;
  });
}

export function oneOfNumbers<const T extends number>(
  ...allowed: readonly T[]
): z.ZodType<T, string> {
  return z.string().transform((text, context) => {
    const number = allowed.find((candidate) => String(candidate) === text);
    if (number !== undefined) return number;
    context.addIssue({ code: "custom", message: `must be ${orList(allowed)}, got ${shown(text)}` });
    return z.NEVER;
  });
}

/** Names of some of these, with commas between them, or all of them by the word `all`; in their own order. */
export function someOf<const T extends string>(known: readonly T[]): z.ZodType<T[], string> {
  return z.string().transform((text, context) => {
    const named = text === "all" ? known : text.split(",").map((name) => name.trim());
    const found = known.filter((name) => named.includes(name));
    if (found.length === named.length) return found;
    const message = `must be ${orList([...known, "all"])}, or several with commas between them, got ${quoted(text)}`;
    context.addIssue({ code: "custom", message });
    return z.NEVER;
  });
}

export function oneOf<const T extends string>(...allowed: readonly T[]): z.ZodType<T, string> {
  return z.string().transform((text, context) => {
    const value = allowed.find((candidate) => candidate === text);
    if (value !== undefined) return value;
    context.addIssue({
      code: "custom",
      message: `must be ${orList(allowed)}, got ${quoted(text)}`,
    });
    return z.NEVER;
  });
}

export function matching(pattern: RegExp, allowed: string): z.ZodType<string, string> {
  return z.string().regex(pattern, {
    error: (issue) => `must be ${allowed}, got ${quoted(String(issue.input))}`,
  });
}

/** A range of addresses for a VPC. */
export const vpcRange = z.string().refine(isVpcRange, {
  error: ({ input }) =>
    `must be an IPv4 range from /${VPC_MASK_BITS.least} to /${VPC_MASK_BITS.most} that starts at its first address, such as 10.0.0.0/16, got ${quoted(String(input))}`,
});

/** Lets a setting be left empty: then it is undefined. */
export function optional(schema: z.ZodType<string, string>): z.ZodType<string | undefined, string> {
  return z.union([z.literal("").transform(() => undefined), schema]);
}

export const yesOrNo = z.string().transform((text, context) => {
  if (text === "true" || text === "false") return text === "true";
  context.addIssue({ code: "custom", message: `must be true or false, got ${quoted(text)}` });
  return z.NEVER;
});

const serviceName = z.string().regex(/^(?!com\.amazonaws\.)[a-z][a-z0-9-]*(\.[a-z][a-z0-9-]*)*$/);

/** AWS services with interface endpoints, as JSON. */
export const serviceNames = z.string().transform((text, context): string[] => {
  const refuse = (allowed: string): never => {
    context.addIssue({ code: "custom", message: `must be ${allowed}, got ${shown(text)}` });
    return z.NEVER;
  };
  const { data: names } = z.array(serviceName).safeParse(parseJson(text));
  if (names === undefined) {
    return refuse(
      'a list of AWS service names without com.amazonaws and region, such as ["secretsmanager"]',
    );
  }
  if (names.includes("s3") || names.includes("dynamodb")) {
    return refuse("without s3 and dynamodb, which have gateway endpoints always");
  }
  return names;
});

/** Names of Availability Zones as JSON; a Local Zone's is longer, such as us-west-2-lax-1a. */
export const zoneNames = z.string().transform((text, context): string[] => {
  const { data: names } = z.array(z.string().regex(ZONE_NAME)).safeParse(parseJson(text));
  if (names !== undefined && new Set(names).size === names.length) return names;
  const message = `must be a list of different Availability Zones such as ["us-east-1a","us-east-1b"], got ${shown(text)}`;
  context.addIssue({ code: "custom", message });
  return z.NEVER;
});

/** Ids of AWS accounts as JSON. In quotes, since as numbers they would lose the zeros before them. */
export const accountIds = z.string().transform((text, context): string[] => {
  const { data: ids } = z.array(z.string().regex(/^\d{12}$/)).safeParse(parseJson(text));
  if (ids !== undefined && new Set(ids).size === ids.length) return ids;
  const message = `must be a list of different AWS accounts, each by its 12 digits in quotes, such as ["210987654321"], got ${shown(text)}`;
  context.addIssue({ code: "custom", message });
  return z.NEVER;
});

/** E-mail addresses as JSON. */
export const emailAddresses = z.string().transform((text, context): string[] => {
  const { data: addresses } = z.array(z.email()).safeParse(parseJson(text));
  if (addresses !== undefined && new Set(addresses).size === addresses.length) return addresses;
  const message = `must be a list of different e-mail addresses such as ["on-call@example.com"], got ${shown(text)}`;
  context.addIssue({ code: "custom", message });
  return z.NEVER;
});

const ZONE_NAME = /^[a-z]{2,4}(-[a-z]+)+-\d{1,2}[a-z]$/;

function orList(values: readonly (string | number)[]): string {
  return new Intl.ListFormat("en", { type: "disjunction" }).format(values.map(String));
}

/** Shows a refused value as it stands, quoted where it is no plain word or number. */
function shown(text: string): string {
  return /^[\w.+-]{1,100}$/.test(text) ? text : quoted(text);
}

/** Quotes a refused value that could be of any length and hold anything. */
export function quoted(text: string): string {
  return JSON.stringify(text.length > 100 ? `${text.slice(0, 100)}…` : text);
}
