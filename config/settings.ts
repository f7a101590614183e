import * as pulumi from "@pulumi/pulumi";
import { closest, distance } from "fastest-levenshtein";
import type { z } from "zod";
import type { Violation } from "./constraint";
import { violations } from "./constraints";
import { zoneNames } from "./fields";
import { anyHas } from "./pipelines";
import { CERTIFICATES, verifiableRegions } from "./rdsCertificates";
import { schema, type Settings } from "./schema";

export type { Settings } from "./schema";

/** Settings that cannot be deployed: every fault of the stage at once, each with its key. */
export class SettingsError extends pulumi.RunError {
  constructor(
    readonly namespace: string,
    readonly stage: string,
    readonly faults: readonly Violation[],
  ) {
    const lines = faults.map(({ key, reason }) => `  ${qualified(key, namespace)}: ${reason}`);
    super(
      [
        `The settings of stage "${stage}" are not valid. Fix Pulumi.${stage}.yaml, or the values given with -c:`,
        ...lines,
      ].join("\n"),
    );
  }
}

/** Reads the running stack's settings; throws SettingsError before any resource exists. */
export function loadSettings(): Settings {
  const namespace = pulumi.getProject();
  const config = Object.entries(pulumi.runtime.allConfig());
  const prefix = `${namespace}:`;
  const own = config.filter(([key]) => key.startsWith(prefix));
  const raw = Object.fromEntries(own.map(([key, value]) => [key.slice(prefix.length), value]));
  return parseSettings(
    raw,
    namespace,
    pulumi.getStack(),
    config.flatMap(([key, value]) =>
      key === REGION
        ? [...regionFaults(value, raw["pipeline"]), ...zoneFaults(value, raw["availabilityZones"])]
        : [],
    ),
  );
}

/** Turns settings as Pulumi keeps them, all text, into typed values. */
export function parseSettings(
  raw: Readonly<Record<string, string>>,
  namespace: string,
  stage: string,
  /** What is wrong besides, in other namespaces. */
  others: readonly Violation[] = [],
): Settings {
  const { data, error } = schema.safeParse(raw);
  const faults = [...others, ...(error ? faultsOf(error, raw) : violations(data))];
  if (data === undefined || faults.length > 0) throw new SettingsError(namespace, stage, faults);
  return data;
}

const REGION = "aws:region";

/** The provider's own setting, but a mistyped one would fail late, and at every resource. */
function regionFaults(region: string, pipeline: string | undefined): Violation[] {
  if (!/^[a-z]{2,4}(-[a-z]+)+-\d{1,2}$/.test(region)) {
    return [{ key: REGION, reason: `must be an AWS region such as us-east-1, got "${region}"` }];
  }
  const { data: names = [] } = schema.shape.pipeline.safeParse(pipeline);
  if (!anyHas(names, "database") || verifiableRegions().has(region)) return [];
  const reason = `must be a region whose databases Debezium can verify where the pipeline is ${names.join(",")}; ${CERTIFICATES} has no certificates of Amazon RDS for ${region}, and docs/operations.md says how to add them`;
  return [{ key: REGION, reason }];
}

/** Finds zones of another region, which would fail at the first subnet. */
function zoneFaults(region: string, zones: string | undefined): Violation[] {
  const { data = [] } = zoneNames.safeParse(zones);
  const others = data.filter((zone) => zone.slice(0, -1) !== region);
  if (others.length === 0) return [];
  const reason = `must be zones of ${region}, which ${REGION} says, such as ${region}a; got ${others.join(", ")}`;
  return [{ key: "availabilityZones", reason }];
}

/** Names a setting as a stage file does; another namespace's has its own already. */
function qualified(key: string, namespace: string): string {
  return key === REGION ? key : `${namespace}:${key}`;
}

/** Returns what is wrong with each setting alone, and with the others in combination. */
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
  const known = new Map(Object.keys(schema.shape).map((each) => [each.toLowerCase(), each]));
  const mistyped = key.toLowerCase();
  const nearest = closest(mistyped, [...known.keys()]);
  const near = distance(mistyped, nearest) <= Math.min(3, nearest.length / 2);
  const hint = near ? `did you mean ${known.get(nearest) ?? nearest}?` : "Pulumi.yaml lists them";
  return { key, reason: `is no setting of this project; ${hint}` };
}
