import * as pulumi from "@pulumi/pulumi";
import { closest, distance } from "fastest-levenshtein";
import type { z } from "zod";
import { violations, type Violation } from "./rules";
import { schema, type Settings } from "./schema";

export type { Settings } from "./schema";

/** Settings that cannot be deployed: every fault of the stage at once, each with its key. */
export class SettingsError extends pulumi.RunError {
  constructor(
    readonly namespace: string,
    readonly stage: string,
    readonly faults: readonly Violation[],
  ) {
    const lines = faults.map(({ key, reason }) => `  ${namespace}:${key}: ${reason}`);
    super(
      [
        `The settings of stage "${stage}" are not valid. Mend Pulumi.${stage}.yaml, or the values given with -c:`,
        ...lines,
      ].join("\n"),
    );
  }
}

/** Reads the running stack's settings; throws SettingsError before any resource exists. */
export function loadSettings(): Settings {
  const namespace = pulumi.getProject();
  const raw: Record<string, string> = {};
  for (const [key, value] of Object.entries(pulumi.runtime.allConfig())) {
    if (key.startsWith(`${namespace}:`)) raw[key.slice(namespace.length + 1)] = value;
  }
  return parseSettings(raw, namespace, pulumi.getStack());
}

/** Turns settings as Pulumi keeps them, all text, into typed values. */
export function parseSettings(
  raw: Readonly<Record<string, string>>,
  namespace: string,
  stage: string,
): Settings {
  const result = schema.safeParse(raw);
  if (!result.success) throw new SettingsError(namespace, stage, faultsOf(result.error, raw));
  const faults = violations(result.data);
  if (faults.length > 0) throw new SettingsError(namespace, stage, faults);
  return result.data;
}

/** What is wrong with each setting alone, and with the others in combination. */
function faultsOf(error: z.ZodError, raw: Readonly<Record<string, string>>): Violation[] {
  const faults = error.issues.flatMap((issue) =>
    issue.code === "unrecognized_keys" ? issue.keys.map(unknownKey) : [faultOf(issue, raw)],
  );
  const refused = new Set(faults.map(({ key }) => key));
  const others = Object.entries(raw).filter(([key]) => !refused.has(key));
  const partial = schema.partial().safeParse(Object.fromEntries(others));
  return partial.success ? [...faults, ...violations(partial.data)] : faults;
}

function faultOf(issue: z.core.$ZodIssue, raw: Readonly<Record<string, string>>): Violation {
  const key = String(issue.path[0]);
  return {
    key,
    reason: key in raw ? issue.message : "must be set; Pulumi.yaml declares its default",
  };
}

function unknownKey(key: string): Violation {
  const nearest = closest(key, Object.keys(schema.shape));
  const hint = distance(key, nearest) <= 3 ? `did you mean ${nearest}?` : "Pulumi.yaml lists them";
  return { key, reason: `is no setting of this project; ${hint}` };
}
