import type { SettingKey, Settings } from "./schema";

export interface Violation {
  /** The setting, as it is written in a stage file without its namespace. */
  readonly key: string;
  /** What is wrong and what would be right. */
  readonly reason: string;
}

/** A rule on settings that are each valid alone; returns what is wrong, or nothing. */
interface Rule {
  readonly key: SettingKey;
  readonly check: (settings: Settings) => string | undefined;
}

const rules: readonly Rule[] = [
  {
    key: "vpcCidr",
    check: ({ vpcCidr }) => (isNetworkAddress(vpcCidr) ? undefined : badRange(vpcCidr)),
  },
  {
    key: "brokers",
    check: ({ brokers, zones }) =>
      brokers % zones === 0
        ? undefined
        : `must be a multiple of zones (${zones}), so that each zone has as many; got ${brokers}`,
  },
  {
    key: "brokerVolumeMaxGiB",
    check: (s) => atLeast(s, "brokerVolumeMaxGiB", "brokerVolumeGiB"),
  },
  { key: "replicationFactor", check: (s) => atMost(s, "replicationFactor", "brokers") },
  { key: "minInsyncReplicas", check: (s) => atMost(s, "minInsyncReplicas", "replicationFactor") },
  { key: "sourceMaxWorkers", check: (s) => atLeast(s, "sourceMaxWorkers", "sourceWorkers") },
  { key: "sinkMaxWorkers", check: (s) => atLeast(s, "sinkMaxWorkers", "sinkWorkers") },
  { key: "sinkTasks", check: (s) => atMost(s, "sinkTasks", "ordersPartitions") },
];

/** Everything about a stage's settings that is wrong in combination. */
export function violations(settings: Settings): Violation[] {
  return rules.flatMap(({ key, check }) => {
    const reason = check(settings);
    return reason === undefined ? [] : [{ key, reason }];
  });
}

type NumericKey = {
  [K in SettingKey]: Settings[K] extends number ? K : never;
}[SettingKey];

function atLeast(settings: Settings, key: NumericKey, floor: NumericKey): string | undefined {
  if (settings[key] >= settings[floor]) return undefined;
  return `must be at least ${floor} (${settings[floor]}), got ${settings[key]}`;
}

function atMost(settings: Settings, key: NumericKey, ceiling: NumericKey): string | undefined {
  if (settings[key] <= settings[ceiling]) return undefined;
  return `must be at most ${ceiling} (${settings[ceiling]}), got ${settings[key]}`;
}

function isNetworkAddress(cidr: string): boolean {
  const [address = "", bits = ""] = cidr.split("/");
  const octets = address.split(".").map(Number);
  if (octets.some((octet) => octet > 255)) return false;
  const value = octets.reduce((sum, octet) => sum * 256 + octet, 0);
  return value % 2 ** (32 - Number(bits)) === 0;
}

function badRange(cidr: string): string {
  return `must start at the first address of its range with octets from 0 to 255, such as 10.0.0.0/16; got ${cidr}`;
}
