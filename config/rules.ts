import type { SettingKey, Settings } from "./schema";

export interface Violation {
  /** The setting, as it is written in a stage file without its namespace. */
  readonly key: string;
  /** What is wrong and what would be right. */
  readonly reason: string;
}

/** Settings of which some may be missing because they were refused already. */
type Given = { readonly [K in SettingKey]?: Settings[K] | undefined };

/** A rule on settings that are each valid alone; returns what is wrong, or nothing. */
interface Rule {
  readonly key: SettingKey;
  readonly check: (settings: Given) => string | undefined;
}

const rules: readonly Rule[] = [
  { key: "vpcCidr", check: startsAtItsRange },
  { key: "brokers", check: spreadEvenly },
  atLeast("brokerVolumeMaxGiB", "brokerVolumeGiB"),
  atMost("replicationFactor", "brokers"),
  atMost("minInsyncReplicas", "replicationFactor"),
  atLeast("sourceMaxWorkers", "sourceWorkers"),
  atLeast("sinkMaxWorkers", "sinkWorkers"),
  atMost("sinkTasks", "ordersPartitions"),
  atLeast("databaseMaxAcu", "databaseMinAcu"),
  onlyOne("captureTasks"),
  onlyOne("captureWorkers"),
  onlyOne("captureMaxWorkers"),
  { key: "confluentSinkVersion", check: deletesItems },
];

/** Everything that is wrong about settings in combination. */
export function violations(settings: Given): Violation[] {
  return rules.flatMap(({ key, check }) => {
    const reason = check(settings);
    return reason === undefined ? [] : [{ key, reason }];
  });
}

type NumericKey = {
  [K in SettingKey]: Settings[K] extends number ? K : never;
}[SettingKey];

function atLeast(key: NumericKey, floor: NumericKey): Rule {
  return compare(key, floor, "at least", (value, bound) => value >= bound);
}

function atMost(key: NumericKey, ceiling: NumericKey): Rule {
  return compare(key, ceiling, "at most", (value, bound) => value <= bound);
}

/** Debezium's documentation: a MySQL connector has one task whatever tasks.max says. */
function onlyOne(key: NumericKey): Rule {
  return {
    key,
    check: ({ [key]: value }) =>
      value === undefined || value === 1
        ? undefined
        : `must be 1, since Debezium reads one binlog in order with one task on one worker that does not scale; got ${value}`,
  };
}

/** Confluent's sink knows behavior.on.null.values from 1.5.3 on. */
function deletesItems({ pipeline, plugins, confluentSinkVersion }: Given): string | undefined {
  if (pipeline === undefined || pipeline === "orders" || plugins !== "confluent") return undefined;
  const [major = 0, minor = 0, patch = 0] = (confluentSinkVersion ?? "1.3.0")
    .split(".")
    .map(Number);
  if ((major * 1000 + minor) * 1000 + patch >= 1_005_003) return undefined;
  return `must be 1.5.3 or later where pipeline is ${pipeline}, since earlier ones cannot delete items; got ${confluentSinkVersion ?? "the catalogue's 1.3.0"}`;
}

function compare(
  key: NumericKey,
  other: NumericKey,
  words: string,
  holds: (value: number, bound: number) => boolean,
): Rule {
  return {
    key,
    check: ({ [key]: value, [other]: bound }) =>
      value === undefined || bound === undefined || holds(value, bound)
        ? undefined
        : `must be ${words} ${other} (${bound}), got ${value}`,
  };
}

function spreadEvenly({ brokers, zones }: Given): string | undefined {
  if (brokers === undefined || zones === undefined || brokers % zones === 0) return undefined;
  return `must be a multiple of zones (${zones}), so that each zone has as many; got ${brokers}`;
}

function startsAtItsRange({ vpcCidr }: Given): string | undefined {
  const [address = "", bits = ""] = (vpcCidr ?? "0.0.0.0/0").split("/");
  const octets = address.split(".").map(Number);
  const value = octets.reduce((sum, octet) => sum * 256 + octet, 0);
  const whole = octets.every((octet) => octet <= 255) && value % 2 ** (32 - Number(bits)) === 0;
  if (whole) return undefined;
  return `must start at the first address of its range with octets from 0 to 255, such as 10.0.0.0/16; got ${vpcCidr ?? ""}`;
}
