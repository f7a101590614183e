import * as pulumi from "@pulumi/pulumi";
import { closest, distance } from "fastest-levenshtein";
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
  const faults = result.success
    ? violations(result.data)
    : result.error.issues.flatMap((issue) =>
        issue.code === "unrecognized_keys"
          ? issue.keys.map(unknownKey)
          : [{ key: issue.path.join("."), reason: reasonOf(issue, raw) }],
      );
  if (!result.success || faults.length > 0) throw new SettingsError(namespace, stage, faults);
  return result.data;
}

function reasonOf(
  issue: { readonly message: string; readonly path: readonly PropertyKey[] },
  raw: Readonly<Record<string, string>>,
): string {
  return String(issue.path[0]) in raw
    ? issue.message
    : "must be set; Pulumi.yaml declares its default";
}

function unknownKey(key: string): Violation {
  const nearest = closest(key, Object.keys(schema.shape));
  const hint = distance(key, nearest) <= 3 ? `did you mean ${nearest}?` : "Pulumi.yaml lists them";
  return { key, reason: `is no setting of this project; ${hint}` };
}
