import { subnetRanges } from "../support/subnets";
import { interfaceEndpoints } from "./endpoints";
import { constraint, type Constraint } from "./constraint";
import type { SettingKey, Settings } from "./schema";

/** Settings that say how many addresses are taken in a private subnet. */
const takers = [
  "zones",
  "nat",
  "interfaceEndpoints",
  "pipeline",
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
  constraint("vpcCidr", [], startsAtItsRange),
  constraint("vpcCidr", takers, hasRoom),
];

function startsAtItsRange({ vpcCidr }: Pick<Settings, "vpcCidr">): string | undefined {
  if (isRange(vpcCidr)) return undefined;
  return `must start at the first address of its range with octets from 0 to 255, such as 10.0.0.0/16; got ${vpcCidr}`;
}

function isRange(vpcCidr: string): boolean {
  const [address = "", bits = ""] = vpcCidr.split("/");
  const octets = address.split(".").map(Number);
  const value = octets.reduce((sum, octet) => sum * 256 + octet, 0);
  return octets.every((octet) => octet <= 255) && value % 2 ** (32 - Number(bits)) === 0;
}

/** @see https://docs.aws.amazon.com/vpc/latest/userguide/subnet-sizing.html */
const RESERVED_BY_AWS = 5;

/** The zone of a worker or an instance is AWS's choice, so one private subnet must have room for all. */
function hasRoom({ vpcCidr, ...settings }: Takers & Pick<Settings, "vpcCidr">): string | undefined {
  if (!isRange(vpcCidr)) return undefined;
  const [subnet = ""] = subnetRanges(vpcCidr, settings.zones).private;
  const subnetBits = Number(subnet.split("/")[1]);
  const room = 2 ** (32 - subnetBits) - RESERVED_BY_AWS;
  const taken = Object.entries(addressesTaken(settings)).filter(([, count]) => count > 0);
  const need = taken.reduce((sum, [, count]) => sum + count, 0);
  if (need <= room) return undefined;
  const enough = 32 - Math.ceil(Math.log2(need + RESERVED_BY_AWS));
  const larger = Number(vpcCidr.split("/")[1]) - (subnetBits - enough);
  const list = taken.map(([what, count]) => `${what} ${count}`).join(", ");
  return `must be a /${larger} or larger: a private subnet of it may need ${need} addresses (${list}) and would have room for ${room}; got ${vpcCidr}`;
}

/** Most addresses that may be taken in one private subnet. */
function addressesTaken(settings: Takers): Record<string, number> {
  const { zones, pipeline, sourceMaxWorkers, sinkMaxWorkers, captureMaxWorkers } = settings;
  const orders = pipeline === "cdc" ? 0 : sourceMaxWorkers + sinkMaxWorkers;
  const cdc = pipeline === "orders" ? 0 : captureMaxWorkers + sinkMaxWorkers;
  return {
    brokers: Math.ceil(settings.brokers / zones),
    // Three of them, each with a network interface in the subnets.
    "ZooKeeper nodes": settings.kafkaVersion.endsWith(".kraft") ? 0 : Math.ceil(3 / zones),
    "connector workers": orders + cdc,
    "interface endpoints": interfaceEndpoints(settings).length,
    "database instances": pipeline === "orders" ? 0 : settings.databaseInstances,
    "Kafka client": settings.kafkaClient ? 1 : 0,
  };
}
