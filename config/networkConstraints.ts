import { rangeSize, subnetRanges } from "../support/subnets";
import { interfaceEndpoints } from "./endpoints";
import { constraint, type Constraint } from "./constraint";
import { isKraft } from "./kafkaConstraints";
import { anyHas, connectorsOf } from "./pipelines";
import type { SettingKey, Settings } from "./schema";

/** Settings that say how many addresses are taken in a private subnet. */
const takers = [
  "zones",
  "nat",
  "interfaceEndpoints",
  "pipeline",
  "recordFormat",
  "kafkaClient",
  "kafkaVersion",
  "brokers",
  "sourceMaxWorkers",
  "sinkMaxWorkers",
  "captureMaxWorkers",
  "databaseInstances",
] as const satisfies readonly SettingKey[];

type Takers = Pick<Settings, (typeof takers)[number]>;

export const networkConstraints: readonly Constraint[] = [
  constraint("availabilityZones", ["zones"], namesEachZone),
  constraint("vpcCidr", takers, hasRoom),
];

function namesEachZone({
  availabilityZones,
  zones,
}: Pick<Settings, "availabilityZones" | "zones">): string | undefined {
  if (availabilityZones.length === 0 || availabilityZones.length === zones) return undefined;
  return `must name ${zones} zones, as many as zones says, or none; got ${availabilityZones.length}`;
}

/** @see https://docs.aws.amazon.com/vpc/latest/userguide/subnet-sizing.html */
const RESERVED_BY_AWS = 5;

/**
 * The zone of a worker or an instance is AWS's choice, so one private subnet must have room for
 * all.
 */
function hasRoom({ vpcCidr, ...settings }: Takers & Pick<Settings, "vpcCidr">): string | undefined {
  const [subnet = ""] = subnetRanges(vpcCidr, settings.zones).private;
  const room = rangeSize(subnet) - RESERVED_BY_AWS;
  const taken = Object.entries(addressesTaken(settings)).filter(([, count]) => count > 0);
  const need = taken.reduce((sum, [, count]) => sum + count, 0);
  if (need <= room) return undefined;
  const larger = 30 - Math.ceil(Math.log2(need + RESERVED_BY_AWS));
  const list = taken.map(([what, count]) => `${what} ${count}`).join(", ");
  return `must be a /${larger} or larger: a private subnet of it may need ${need} addresses (${list}) and would have room for ${room}; got ${vpcCidr}`;
}

/** Counts the most addresses that may be taken in one private subnet. */
function addressesTaken(settings: Takers): Record<string, number> {
  const { zones, pipeline } = settings;
  const workers = Object.values(connectorsOf(pipeline)).map((mostWorkers) => settings[mostWorkers]);
  return {
    brokers: Math.ceil(settings.brokers / zones),
    // Three of them, each with a network interface in the subnets.
    "ZooKeeper nodes": isKraft(settings) ? 0 : Math.ceil(3 / zones),
    "connector workers": workers.reduce((sum, most) => sum + most, 0),
    "interface endpoints": interfaceEndpoints(settings).length,
    "database instances": anyHas(pipeline, "database") ? settings.databaseInstances : 0,
    "Kafka client": settings.kafkaClient ? 1 : 0,
  };
}
