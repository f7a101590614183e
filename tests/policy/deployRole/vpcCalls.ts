import { actionsOf, type Row } from "../iam/decisions";
import { owned, provider, schema, type TypeCalls } from "./calls";
import { creating, listed, tagging } from "./ec2Calls";
import { Here } from "./here";

const ec2 = actionsOf("ec2");

/** The component makes the network's parts out of the program's sight, all with its tags. */
export const network: TypeCalls = {
  sources: [
    "https://github.com/pulumi/pulumi-awsx/blob/master/awsx/ec2/vpc.ts",
    ...["vpc", "subnet", "routetable", "natgateway", "eip"].map((name) => schema(`ec2-${name}`)),
    ...[
      "vpc_.go",
      "vpc_subnet.go",
      "vpc_route_table.go",
      "vpc_route.go",
      "vpc_internet_gateway.go",
    ].map((file) => provider(`ec2/${file}`)),
    "https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonec2.html",
  ],
  calls: (resource, here) => {
    const own = owned(resource);
    const [vpc, subnet, table, gateway, nat, address] = [
      "vpc",
      "subnet",
      "route-table",
      "internet-gateway",
      "natgateway",
      "elastic-ip",
    ].map((kind) => here.ec2(kind)) as [string, string, string, string, string, string];
    const isPublic = Here.text(resource, "natGateways", "strategy") !== "None";
    const read: Row[] = [
      ...listed(
        "DescribeInternetGateways",
        "DescribeNetworkAcls",
        "DescribeRouteTables",
        "DescribeSecurityGroups",
        "DescribeSubnets",
        "DescribeVpcs",
        ...(isPublic
          ? ["DescribeAddresses", "DescribeAddressesAttribute", "DescribeNatGateways"]
          : []),
      ),
      [ec2("DescribeVpcAttribute"), vpc, own],
    ];
    const withNat = (rows: readonly Row[]): readonly Row[] => (isPublic ? rows : []);
    return {
      create: [
        ...creating("CreateVpc", vpc, resource),
        ...creating("CreateSubnet", subnet, resource),
        ...creating("CreateRouteTable", table, resource),
        ...creating("CreateInternetGateway", gateway, resource),
        [ec2("CreateSubnet", "CreateRouteTable", "ModifyVpcAttribute"), vpc, own],
        [ec2("AttachInternetGateway"), [gateway, vpc], own],
        [ec2("AssociateRouteTable"), [subnet, table], own],
        ...withNat([
          ...creating("AllocateAddress", address, resource),
          ...creating("CreateNatGateway", nat, resource),
          [ec2("CreateNatGateway"), [address, subnet], own],
          [ec2("CreateRoute"), table, own],
          [ec2("ModifySubnetAttribute"), subnet, own],
        ]),
        ...read,
      ],
      read,
      update: [
        [ec2("ModifyVpcAttribute"), vpc, own],
        [ec2("ModifySubnetAttribute"), subnet, own],
        ...[vpc, subnet, table, gateway].map((arn) => tagging(arn, resource)),
        ...withNat([
          [ec2("ReplaceRoute"), table, own],
          tagging(nat, resource),
          tagging(address, resource),
        ]),
        ...read,
      ],
      delete: [
        [ec2("DisassociateRouteTable"), [subnet, table], own],
        [ec2("DetachInternetGateway"), [gateway, vpc], own],
        [ec2("DeleteInternetGateway"), gateway, own],
        [ec2("DeleteRouteTable"), table, own],
        [ec2("DeleteSubnet"), subnet, own],
        [ec2("DeleteVpc"), vpc, own],
        ...withNat([
          [ec2("DeleteRoute"), table, own],
          [ec2("DeleteNatGateway"), nat, own],
          [ec2("DisassociateAddress", "ReleaseAddress"), address, own],
        ]),
        ...listed("DescribeNetworkInterfaces"),
        ...read,
      ],
    };
  },
};
