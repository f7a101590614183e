import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { z } from "zod";
import { UserError } from "../support/userError";

/** A stage's configuration as the Pulumi CLI would hand it to the program. */
export interface StageConfig {
  readonly project: string;
  /** Namespaced keys, values as text. */
  readonly values: Readonly<Record<string, string>>;
}

const declaration = z.object({ value: z.unknown().optional(), default: z.unknown().optional() });
const projectFile = z.object({
  name: z.string(),
  config: z.record(z.string(), z.unknown()).default({}),
});
const stageFile = z.object({ config: z.record(z.string(), z.unknown()).default({}) });

/**
 * Reads Pulumi.yaml and Pulumi.<stage>.yaml below root and lays overrides over them, each
 * `key=value` or `namespace:key=value` as `pulumi -c` takes them.
 */
export function readStageConfig(
  root: string,
  stage: string,
  overrides: readonly string[] = [],
): StageConfig {
  if (!existsSync(join(root, "Pulumi.yaml"))) {
    throw new UserError(
      `There is no Pulumi.yaml in ${root} or above it: run this in the folder of a Pulumi project, or make one with npx msk-pipeline new <folder>.`,
    );
  }
  const stages = stageNames(root);
  if (!stages.includes(stage)) {
    throw new UserError(
      `There is no stage "${stage}": Pulumi.${stage}.yaml does not exist in ${root}. The stages are ${stages.join(", ") || "none yet"}.`,
    );
  }
  const project = readYaml(root, "Pulumi.yaml", projectFile);
  const { config } = readYaml(root, `Pulumi.${stage}.yaml`, stageFile);
  const defaults = Object.entries(project.config).map(([key, declared]) => {
    const { value, default: fallback } = declaration.safeParse(declared).data ?? {};
    return [key, value ?? fallback ?? declared] as const;
  });
  const entries = [...defaults, ...Object.entries(config), ...overrides.map(parseOverride)];
  return {
    project: project.name,
    values: Object.fromEntries(
      entries.map(([key, value]) => [
        key.includes(":") ? key : `${project.name}:${key}`,
        typeof value === "string" ? value : JSON.stringify(value),
      ]),
    ),
  };
}

/** Returns the stages of the project: one for each Pulumi.<stage>.yaml below root. */
export function stageNames(root: string): string[] {
  return readdirSync(root)
    .flatMap((file) => /^Pulumi\.(.+)\.yaml$/.exec(file)?.[1] ?? [])
    .sort();
}

function readYaml<T>(root: string, file: string, schema: z.ZodType<T>): T {
  try {
    return schema.parse(parse(readFileSync(join(root, file), "utf8")) ?? {});
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new UserError(`${file} cannot be read as a Pulumi file: ${reason}`);
  }
}

function parseOverride(override: string): readonly [string, string] {
  const equals = override.indexOf("=");
  if (equals < 1) {
    throw new UserError(
      `-c ${override}: must be key=value, such as -c kafkaConnectVersion=2.7.1 or -c aws:region=eu-west-1`,
    );
  }
  return [override.slice(0, equals), override.slice(equals + 1)];
}
