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
  const [address = "", bits = ""] = vpcCidr.split("/");
  const start = address.split(".").reduce((sum, octet) => sum * 256 + Number(octet), 0);
  const length = Number(bits);
  const slice = (extraBits: number, index: number): string =>
    `${dotted(start + index * 2 ** (32 - length - extraBits))}/${length + extraBits}`;
  const inEachZone = (range: (zone: number) => string): string[] =>
    Array.from({ length: zones }, (_, zone) => range(zone));
  return {
    private: inEachZone((zone) => slice(2, zone)),
    public: inEachZone((zone) => slice(4, 12 + zone)),
  };
}

function dotted(address: number): string {
  return [24, 16, 8, 0].map((shift) => (address >>> shift) & 255).join(".");
}
