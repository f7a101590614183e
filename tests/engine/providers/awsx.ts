/**
 * Stand-in for awsx: the VPC with the children that awsx gives it. A process of its own, as Pulumi's
 * SDK serves components, which ends with the one that started it.
 */
import * as ec2 from "@pulumi/aws/ec2";
import * as pulumi from "@pulumi/pulumi";
import * as provider from "@pulumi/pulumi/provider";
import { useOwnConnections } from "../ownConnections";

interface VpcArgs {
  readonly cidrBlock?: string;
  readonly availabilityZoneNames?: readonly string[];
  readonly subnetSpecs?: readonly {
    readonly type: string;
    readonly cidrBlocks: readonly string[];
  }[];
  readonly natGateways?: { readonly strategy: "None" | "Single" | "OnePerAz" };
}

/** @see https://github.com/pulumi/pulumi-awsx/blob/master/awsx/ec2/vpc.ts */
class Vpc extends pulumi.ComponentResource {
  readonly outputs: pulumi.Inputs;

  constructor(name: string, args: VpcArgs, opts: pulumi.ComponentResourceOptions) {
    super("awsx:ec2:Vpc", name, {}, opts);
    const parent = { parent: this };
    const vpc = new ec2.Vpc(name, { cidrBlock: args.cidrBlock ?? "10.0.0.0/16" }, parent);
    const subnets = (args.subnetSpecs ?? []).flatMap(({ type, cidrBlocks }) =>
      cidrBlocks.map((cidrBlock, zone) =>
        createSubnet(`${name}-${type.toLowerCase()}-${zone + 1}`, { type, zone }, vpc, {
          cidrBlock,
          availabilityZone: args.availabilityZoneNames?.[zone] ?? "",
        }),
      ),
    );
    createGateways(name, args, vpc, subnets);
    const ids = (type: string): pulumi.Output<string>[] =>
      subnets.filter((each) => each.type === type).map(({ id }) => id);
    this.outputs = {
      vpcId: vpc.id,
      vpc,
      privateSubnetIds: ids("Private"),
      publicSubnetIds: ids("Public"),
      isolatedSubnetIds: ids("Isolated"),
      routeTables: subnets.map(({ table }) => table),
    };
    this.registerOutputs(this.outputs);
  }
}

interface Subnet {
  readonly type: string;
  readonly zone: number;
  readonly id: pulumi.Output<string>;
  readonly table: ec2.RouteTable;
}

function createSubnet(
  name: string,
  { type, zone }: Pick<Subnet, "type" | "zone">,
  vpc: ec2.Vpc,
  place: Pick<ec2.SubnetArgs, "cidrBlock" | "availabilityZone">,
): Subnet {
  const subnet = new ec2.Subnet(name, { vpcId: vpc.id, ...place }, { parent: vpc });
  const table = new ec2.RouteTable(
    name,
    { vpcId: vpc.id, tags: { SubnetType: type } },
    { parent: subnet },
  );
  new ec2.RouteTableAssociation(
    name,
    { routeTableId: table.id, subnetId: subnet.id },
    { parent: table },
  );
  return { type, zone, id: subnet.id, table };
}

/** Creates the gateway to the internet, NAT gateways in public subnets, and the routes to either. */
function createGateways(
  name: string,
  { natGateways }: VpcArgs,
  vpc: ec2.Vpc,
  subnets: readonly Subnet[],
): void {
  const internet = new ec2.InternetGateway(name, { vpcId: vpc.id }, { parent: vpc });
  const publicOnes = subnets.filter(({ type }) => type === "Public");
  const counts = { None: 0, Single: 1, OnePerAz: publicOnes.length };
  const hosts = publicOnes.slice(0, counts[natGateways?.strategy ?? "OnePerAz"]);
  const gateways = hosts.map(({ id: subnetId }, zone) => {
    const parent = { parent: vpc };
    const address = new ec2.Eip(`${name}-${zone + 1}`, {}, parent);
    return new ec2.NatGateway(
      `${name}-${zone + 1}`,
      { subnetId, allocationId: address.id },
      parent,
    );
  });
  for (const { type, zone, table } of subnets) {
    const gateway = gateways[zone] ?? gateways[0];
    const way =
      type === "Public" ? { gatewayId: internet.id } : gateway && { natGatewayId: gateway.id };
    if (way === undefined) continue;
    const route = { routeTableId: table.id, destinationCidrBlock: "0.0.0.0/0", ...way };
    new ec2.Route(`${name}-${type.toLowerCase()}-${zone + 1}`, route, { parent: table });
  }
}

const awsx: provider.Provider = {
  version: "0.0.1",
  construct: (name, type, inputs, options) => {
    if (type !== "awsx:ec2:Vpc") throw new Error(`${type} is no component of this stand-in`);
    const { urn, outputs } = new Vpc(name, inputs, options);
    return Promise.resolve({ urn, state: outputs });
  },
};

// Also when that one was killed: its end of the pipe is closed then.
process.stdin.on("close", () => process.exit()).resume();
useOwnConnections();
void provider.main(awsx, process.argv.slice(2));
