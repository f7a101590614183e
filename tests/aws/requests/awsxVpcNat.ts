import { ec2, tagSpecifications } from "./ec2Tags";
import type { Inputs } from "./inputs";
import type { AwsRequest } from "./mapping";
import type { PlannedSubnet } from "./awsxVpcSubnets";

const ANYWHERE = { DestinationCidrBlock: "0.0.0.0/0" };

/**
 * NAT gateways, and the routes to them and to the internet.
 *
 * @see https://github.com/hashicorp/terraform-provider-aws/blob/main/internal/service/ec2/vpc_nat_gateway.go
 */
export function gateways(vpc: Inputs, subnets: readonly PlannedSubnet[]): readonly AwsRequest[] {
  const hosts = natSubnets(vpc, subnets);
  return [
    ...hosts.flatMap((subnet) => natGateway(vpc, subnet)),
    ...subnets.flatMap((subnet) => {
      const route = routeOf(vpc, subnet, hosts);
      const RouteTableId = subnet.routeTableId;
      return route ? [ec2("CreateRoute", { RouteTableId, ...ANYWHERE, ...route })] : [];
    }),
  ];
}

/** The reverse of gateways. */
export function gatewayDeletions(
  vpc: Inputs,
  subnets: readonly PlannedSubnet[],
): readonly AwsRequest[] {
  const hosts = natSubnets(vpc, subnets);
  return [
    ...subnets
      .filter((subnet) => routeOf(vpc, subnet, hosts) !== undefined)
      .map(({ routeTableId }) => ec2("DeleteRoute", { RouteTableId: routeTableId, ...ANYWHERE })),
    ...hosts.flatMap((subnet) => [
      ec2("DeleteNatGateway", { NatGatewayId: natGatewayId(vpc, subnet) }),
      ec2("ReleaseAddress", { AllocationId: allocationId(vpc, subnet) }),
    ]),
  ];
}

function natSubnets(vpc: Inputs, subnets: readonly PlannedSubnet[]): readonly PlannedSubnet[] {
  const publicOnes = subnets.filter(({ type }) => type === "Public");
  const strategy = vpc.part("natGateways")?.text("strategy") ?? "OnePerAz";
  const hosts: Readonly<Record<string, readonly PlannedSubnet[]>> = {
    None: [],
    Single: publicOnes.slice(0, 1),
    OnePerAz: publicOnes,
  };
  const chosen = hosts[strategy];
  if (chosen === undefined) throw new Error(`${vpc.name}: the NAT strategy ${strategy} is unknown`);
  return chosen;
}

function natGateway(vpc: Inputs, subnet: PlannedSubnet): readonly AwsRequest[] {
  const tags = { ...vpc.tagMap(), Name: `${vpc.name}-${subnet.zoneIndex + 1}` };
  const AllocationId = allocationId(vpc, subnet);
  return [
    ec2(
      "AllocateAddress",
      { TagSpecifications: tagSpecifications("elastic-ip", tags) },
      { AllocationId },
    ),
    ec2(
      "CreateNatGateway",
      {
        AllocationId,
        SubnetId: subnet.id,
        ConnectivityType: "public",
        TagSpecifications: tagSpecifications("natgateway", tags),
      },
      { "NatGateway.NatGatewayId": natGatewayId(vpc, subnet) },
    ),
  ];
}

function routeOf(
  vpc: Inputs,
  { type, zoneIndex }: PlannedSubnet,
  hosts: readonly PlannedSubnet[],
): Readonly<Record<string, string>> | undefined {
  if (type === "Public") return { GatewayId: vpc.madeUp("igw") };
  const host = hosts.length === 1 ? hosts[0] : hosts[zoneIndex];
  return type === "Private" && host !== undefined
    ? { NatGatewayId: natGatewayId(vpc, host) }
    : undefined;
}

function natGatewayId(vpc: Inputs, subnet: PlannedSubnet): string {
  return vpc.madeUp("nat", subnet.name);
}

function allocationId(vpc: Inputs, subnet: PlannedSubnet): string {
  return vpc.madeUp("eipalloc", subnet.name);
}
