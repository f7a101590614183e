import { runtime } from "@pulumi/pulumi";

/** What a plan shows in a secret's place. */
export const SECRET = "[secret]";

type Properties = Readonly<Record<string, unknown>>;

/**
 * Renders properties as Pulumi sends them over the wire, made readable: secrets hidden, files by
 * their path, archives by the files in them, keys sorted.
 */
export function plain(properties: Properties): Properties {
  return Object.fromEntries(
    Object.entries(properties)
      .map(([key, value]) => [key, plainValue(value)] as const)
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );
}

function plainValue(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plainValue);
  if (!isProperties(value)) return value;
  switch (value[runtime.specialSigKey]) {
    case runtime.specialSecretSig:
      return SECRET;
    case runtime.specialAssetSig:
      return { asset: value["path"] ?? value["text"] ?? value["uri"] };
    case runtime.specialArchiveSig:
      return { archive: value["path"] ?? Object.keys(value["assets"] ?? {}) };
    default:
      return plain(value);
  }
}

function isProperties(value: unknown): value is Properties {
  return typeof value === "object" && value !== null;
}
