import type { Inputs } from "./inputs";

export interface PlannedSubnet {
  readonly name: string;
  readonly type: string;
  /** Counted from 0. */
  readonly zoneIndex: number;
  readonly zone: string;
  readonly cidrBlock: string;
  readonly id: string;
  readonly routeTableId: string;
  readonly associationId: string;
}

const IDS: Readonly<Record<string, string>> = {
  Private: "privateSubnetIds",
  Public: "publicSubnetIds",
  Isolated: "isolatedSubnetIds",
};

/**
 * Subnets that awsx lays out, a public one before the others of its zone.
 *
 * @see https://github.com/pulumi/pulumi-awsx/blob/master/awsx/ec2/subnetDistributorNew.ts
 * @see https://github.com/pulumi/pulumi-awsx/blob/master/awsx/ec2/subnetNaming.ts
 */
export function subnetsOf(vpc: Inputs): readonly PlannedSubnet[] {
  // The specifications name every range, so that there is nothing left to distribute.
  vpc.notSent("subnetStrategy");
  const zoneNames = (vpc.list("availabilityZoneNames") ?? []).map(String);
  const zones = zoneNames.length;
  const routeTableIds = vpc.plannedIds("routeTables");
  return vpc
    .partList("subnetSpecs")
    .flatMap((spec, specIndex) => {
      const type = spec.text("type");
      const cidrBlocks = (spec.list("cidrBlocks") ?? []).map(String);
      const ids = vpc.plannedIds(IDS[type] ?? type);
      return Array.from({ length: zones }, (_, zoneIndex): PlannedSubnet => {
        const name = `${vpc.name}-${type.toLowerCase()}-${zoneIndex + 1}`;
        return {
          name,
          type,
          zoneIndex,
          zone: required(zoneNames[zoneIndex], name),
          cidrBlock: required(cidrBlocks[zoneIndex], name),
          id: required(ids[zoneIndex], name),
          routeTableId: required(routeTableIds[specIndex * zones + zoneIndex], name),
          associationId: vpc.madeUp("rtbassoc", name),
        };
      });
    })
    .sort((a, b) => a.zoneIndex - b.zoneIndex || rank(a) - rank(b));
}

function rank({ type }: PlannedSubnet): number {
  return ["Public", "Private", "Isolated"].indexOf(type);
}

function required(value: string | undefined, name: string): string {
  if (value === undefined) throw new Error(`The plan has no range or id for the subnet ${name}`);
  return value;
}
