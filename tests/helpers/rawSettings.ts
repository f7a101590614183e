import { schema } from "../../config/schema";
import { parseSettings, SettingsError, type Settings } from "../../config/settings";
import { projectRoot } from "../../support/projectRoot";
import { readStageConfig } from "../../plan/stageConfig";

export const NAMESPACE = "msk-pipeline";

export const settingKeys = Object.keys(schema.shape);

/** Returns the settings of a stage as Pulumi keeps them, all text, some of them changed. */
export function rawSettings(
  stage: string,
  changes: Readonly<Record<string, string>> = {},
): Record<string, string> {
  const { values } = readStageConfig(projectRoot, stage);
  const own = Object.entries(values).filter(([key]) => key.startsWith(`${NAMESPACE}:`));
  return Object.fromEntries([
    ...own.map(([key, value]) => [key.slice(NAMESPACE.length + 1), value] as const),
    ...Object.entries(changes),
  ]);
}

/**
 * Returns the settings, or all that is wrong about them; any other error than SettingsError is
 * thrown.
 */
export function tryParse(raw: Readonly<Record<string, string>>): Settings | SettingsError {
  try {
    return parseSettings(raw, NAMESPACE, "dev");
  } catch (error) {
    if (error instanceof SettingsError) return error;
    throw error;
  }
}

/** Returns everything that is wrong, each as `key: reason`. */
export function faultsOf(raw: Readonly<Record<string, string>>): string[] {
  const result = tryParse(raw);
  if (!(result instanceof SettingsError)) return [];
  return result.faults.map(({ key, reason }) => `${key}: ${reason}`);
}
