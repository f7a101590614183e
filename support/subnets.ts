import { Netmask } from "netmask";
import { VPC_MASK_BITS } from "./awsLimits";

/** IPv4 ranges of a network's subnets, one a zone in each list. */
export interface SubnetRanges {
  readonly private: readonly string[];
  readonly public: readonly string[];
}

/**
 * Divides a VPC's range: a quarter for the private subnet of each of up to three zones, a sixteenth
 * for each public one at the end. A subnet's range depends on its own zone alone, so that neither
 * another zone nor NAT ever moves the subnets that brokers live in.
 */
export function subnetRanges(vpcCidr: string, zones: number): SubnetRanges {
  const vpc = new Netmask(vpcCidr);
  const slice = (extraBits: number, index: number): string =>
    new Netmask(vpc.base, vpc.bitmask + extraBits).next(index).toString();
  const inEachZone = (range: (zone: number) => string): string[] =>
    Array.from({ length: zones }, (_, zone) => range(zone));
  return {
    private: inEachZone((zone) => slice(2, zone)),
    public: inEachZone((zone) => slice(4, 12 + zone)),
  };
}

/**
 * Tells whether a text is an IPv4 range that a VPC here can have, written from its first address
 * on.
 */
export function isVpcRange(cidr: string): boolean {
  const { least, most } = VPC_MASK_BITS;
  const range = cidr.includes(":") ? undefined : parsed(cidr);
  return range?.toString() === cidr && range.bitmask >= least && range.bitmask <= most;
}

/** Returns the addresses of a range. */
export function rangeSize(cidr: string): number {
  return new Netmask(cidr).size;
}

/** The library throws for what is no range. */
function parsed(cidr: string): Netmask | undefined {
  try {
    return new Netmask(cidr);
  } catch {
    return undefined;
  }
}
