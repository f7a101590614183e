import { constraint, type Constraint } from "./constraint";
import { anyHas, shapesOf } from "./pipelines";
import type { Settings } from "./schema";

/** Confluent's archives and the settings of each. */
const archives = [
  {
    version: "confluentDatagenVersion",
    url: "confluentDatagenUrl",
    file: "confluentDatagenFile",
    sha256: "confluentDatagenSha256",
    runs: ({ pipeline }: Pick<Settings, "pipeline">) => anyHas(pipeline, "generator"),
  },
  {
    version: "confluentSinkVersion",
    url: "confluentSinkUrl",
    file: "confluentSinkFile",
    sha256: "confluentSinkSha256",
    runs: ({ pipeline }: Pick<Settings, "pipeline">) =>
      shapesOf(pipeline).some(({ tables }) => tables.length > 0),
  },
] as const;

type Archive = (typeof archives)[number];

export const confluentConstraints: readonly Constraint[] = [
  ...archives
    .flatMap(({ version, url, file, sha256 }) => [version, url, file, sha256])
    .map((key) => constraint(key, ["plugins"], (settings) => isUsed(settings[key], settings))),
  ...archives.map(checked),
  constraint("confluentSinkVersion", ["pipeline", "plugins"], deletesItems),
  constraint("sourceMaxWorkers", ["sourceWorkers", "pipeline", "plugins"], countsOnce),
];

function isUsed(
  value: string | undefined,
  { plugins }: Pick<Settings, "plugins">,
): string | undefined {
  if (value === undefined || plugins === "confluent") return undefined;
  return `must be empty where plugins is ${plugins}, which never uses it, or plugins must be confluent; got ${value}`;
}

/** Confluent publishes no checksums. An archive of anybody's, or for data that matters, needs one. */
function checked({ url, file, sha256, runs }: Archive): Constraint {
  return constraint(sha256, [url, file, "plugins", "pipeline", "protectData"], (settings) => {
    if (settings.plugins !== "confluent" || settings[sha256] !== undefined) return undefined;
    if (!runs(settings)) return undefined;
    const address = settings[file] === undefined ? settings[url] : undefined;
    const reason =
      address !== undefined
        ? `${url} is ${address}`
        : settings.protectData
          ? "protectData is true"
          : undefined;
    return reason && `must be the archive's SHA-256 where ${reason}, got nothing`;
  });
}

/** Confluent's sink knows behavior.on.null.values from 1.5.3 on. */
function deletesItems({
  pipeline,
  plugins,
  confluentSinkVersion,
}: Pick<Settings, "pipeline" | "plugins" | "confluentSinkVersion">): string | undefined {
  if (plugins !== "confluent" || !anyHas(pipeline, "deletes")) return undefined;
  const version = confluentSinkVersion ?? "1.3.0";
  if (version.localeCompare("1.5.3", "en", { numeric: true }) >= 0) return undefined;
  return `must be 1.5.3 or later where pipeline is ${pipeline.join(",")}, since earlier ones cannot delete items; got ${confluentSinkVersion ?? "the catalogue's 1.3.0"}`;
}

/** MSK Connect gives a connector that scales more tasks than its one, and each would count from 0. */
function countsOnce({
  sourceMaxWorkers,
  sourceWorkers,
  pipeline,
  plugins,
}: Pick<Settings, "sourceMaxWorkers" | "sourceWorkers" | "pipeline" | "plugins">):
  string | undefined {
  if (plugins !== "confluent" || !anyHas(pipeline, "generator")) return undefined;
  if (sourceMaxWorkers <= sourceWorkers) return undefined;
  return `must be sourceWorkers (${sourceWorkers}) where plugins is confluent: a Datagen that scales has more tasks, and each of them makes up the same order ids; got ${sourceMaxWorkers}`;
}
