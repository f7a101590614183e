import { createHash } from "node:crypto";
import { isDeepStrictEqual } from "node:util";
import { z } from "zod";
import { UserError } from "../support/userError";

const inputs = z.record(z.string(), z.unknown());
const state = z.object({
  type: z.string(),
  custom: z.boolean().default(false),
  inputs: inputs.default({}),
});

/**
 * What `pulumi preview --json` prints, as far as it is read here.
 *
 * @see https://github.com/pulumi/pulumi/blob/v3.248.0/pkg/display/json.go
 */
const previewSchema = z.object({
  config: z.record(z.string(), z.string()).default({}),
  steps: z
    .array(
      z.object({
        op: z.string(),
        urn: z.string(),
        oldState: state.optional(),
        newState: state.optional(),
        diffReasons: z.array(z.string()).default([]),
      }),
    )
    .default([]),
  diagnostics: z
    .array(z.object({ message: z.string().default(""), severity: z.string().default("") }))
    .default([]),
});

export type Kind = "create" | "update" | "replace" | "delete";

/** What a deployment would do to one resource that a provider manages. */
export interface Change {
  readonly kind: Kind;
  readonly urn: string;
  readonly type: string;
  /** Logical name in the program. */
  readonly name: string;
  /** Paths of the inputs that differ, such as brokerNodeGroupInfo.instanceType. */
  readonly changed: readonly string[];
  readonly before: Inputs;
  readonly after: Inputs;
}

export type Inputs = Readonly<Record<string, unknown>>;

export interface Preview {
  readonly changes: readonly Change[];
  /** Settings of the stage without the project's name before them. */
  readonly settings: Readonly<Record<string, string>>;
  /** Why the preview failed; none where it did not. */
  readonly errors: readonly string[];
}

const KINDS: Readonly<Record<string, Kind>> = {
  create: "create",
  import: "create",
  update: "update",
  replace: "replace",
  "create-replacement": "replace",
  "delete-replaced": "replace",
  delete: "delete",
};

/** Reads a preview; throws UserError for what is none. */
export function readPreview(json: string, file: string): Preview {
  const { success, data, error } = previewSchema.safeParse(parsed(json, file));
  if (!success) {
    throw new UserError(
      `${file} is not what pulumi preview --json prints:\n${z.prettifyError(error)}`,
    );
  }
  const changes = new Map<string, Change>();
  for (const { op, urn, oldState, newState, diffReasons } of data.steps) {
    const { type = "", custom = false } = newState ?? oldState ?? {};
    const kind = KINDS[op];
    if (kind === undefined || !custom) continue;
    const [before, after] = [oldState?.inputs ?? {}, newState?.inputs ?? {}];
    const paths = kind === "update" || kind === "replace" ? differing(before, after) : [];
    const changed = [...new Set([...paths, ...diffReasons])].sort();
    changes.set(urn, {
      kind,
      urn,
      type,
      name: urn.split("::").at(-1) ?? "",
      changed,
      before,
      after,
    });
  }
  return {
    changes: [...changes.values()],
    settings: settingsOf(data.config),
    errors: errorsOf(data.diagnostics),
  };
}

function parsed(json: string, file: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    throw new UserError(`${file} is no JSON; it must be what pulumi preview --json prints.`);
  }
}

function settingsOf(config: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(config).map(([key, value]) => [key.split(":").at(-1) ?? key, value]),
  );
}

function errorsOf(
  diagnostics: readonly { readonly message: string; readonly severity: string }[],
): string[] {
  return diagnostics
    .filter(({ severity }) => severity === "error")
    .map(({ message }) => message.trim());
}

/** Paths at which two values differ; what a provider's bridge notes for itself left out. */
function differing(before: Inputs, after: Inputs, path = ""): string[] {
  const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return keys
    .filter((key) => key !== "__defaults")
    .flatMap((key) => {
      const [old, now] = [before[key], after[key]];
      if (isDeepStrictEqual(old, now)) return [];
      return isObject(old) && isObject(now)
        ? differing(old, now, `${path}${key}.`)
        : [`${path}${key}`];
    });
}

function isObject(value: unknown): value is Inputs {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A value of nested inputs. */
export function at(value: Inputs, path: string): unknown {
  return path
    .split(".")
    .reduce<unknown>((inner, key) => (isObject(inner) ? inner[key] : undefined), value);
}

/** Identifies what would be done: the same for two previews that would do the same. */
export function digestOf({ changes }: Preview): string {
  const done = changes
    .map(({ kind, urn, changed, after }) => ({ urn, kind, changed, after }))
    .sort((a, b) => (a.urn < b.urn ? -1 : 1));
  return createHash("sha256").update(JSON.stringify(done)).digest("hex");
}
