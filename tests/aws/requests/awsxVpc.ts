import { ec2, tagSpecifications } from "./ec2Tags";
import type { Inputs } from "./inputs";
import type { AwsRequest, Mappings } from "./mapping";
import { gateways, gatewayDeletions } from "./awsxVpcNat";
import { subnetsOf, type PlannedSubnet } from "./awsxVpcSubnets";

/**
 * What awsx makes of a VPC, out of the program's sight, and the provider's requests for it.
 *
 * @see https://github.com/pulumi/pulumi-awsx/blob/master/awsx/ec2/vpc.ts
 * @see https://github.com/hashicorp/terraform-provider-aws/blob/main/internal/service/ec2/vpc_.go
 * @see https://github.com/hashicorp/terraform-provider-aws/blob/main/internal/service/ec2/vpc_subnet.go
 * @see https://github.com/hashicorp/terraform-provider-aws/blob/main/internal/service/ec2/vpc_route_table.go
 */
export const awsxVpcMappings: Mappings = {
  "awsx:ec2:Vpc": {
    create: (vpc) => {
      const subnets = subnetsOf(vpc);
      return [
        ...vpcItself(vpc),
        ...internetGateway(vpc),
        ...subnets.flatMap((subnet) => subnetRequests(vpc, subnet)),
        ...gateways(vpc, subnets),
      ];
    },
    destroy: (vpc) => {
      const subnets = subnetsOf(vpc);
      const VpcId = vpc.planned("vpcId");
      const InternetGatewayId = vpc.madeUp("igw");
      return [
        ...gatewayDeletions(vpc, subnets),
        ...[...subnets].reverse().flatMap(subnetDeletions),
        ec2("DetachInternetGateway", { InternetGatewayId, VpcId }),
        ec2("DeleteInternetGateway", { InternetGatewayId }),
        ec2("DeleteVpc", { VpcId }),
      ];
    },
  },
};

function vpcItself(vpc: Inputs): readonly AwsRequest[] {
  const VpcId = vpc.planned("vpcId");
  // A new VPC resolves names: the provider sends only what is to differ.
  if (!vpc.flag("enableDnsSupport")) throw new Error(`${vpc.name}: a VPC without DNS is not known`);
  return [
    ec2(
      "CreateVpc",
      {
        CidrBlock: vpc.text("cidrBlock"),
        InstanceTenancy: "default",
        TagSpecifications: tagSpecifications("vpc", { Name: vpc.name, ...vpc.tagMap() }),
      },
      { "Vpc.VpcId": VpcId },
    ),
    ...(vpc.flag("enableDnsHostnames")
      ? [ec2("ModifyVpcAttribute", { VpcId, EnableDnsHostnames: { Value: true } })]
      : []),
  ];
}

/** awsx makes one whether or not there are public subnets. */
function internetGateway(vpc: Inputs): readonly AwsRequest[] {
  const InternetGatewayId = vpc.madeUp("igw");
  return [
    ec2(
      "CreateInternetGateway",
      {
        TagSpecifications: tagSpecifications("internet-gateway", {
          Name: vpc.name,
          ...vpc.tagMap(),
        }),
      },
      { "InternetGateway.InternetGatewayId": InternetGatewayId },
    ),
    ec2("AttachInternetGateway", { InternetGatewayId, VpcId: vpc.planned("vpcId") }),
    ec2(
      "DescribeAvailabilityZones",
      {
        Filters: [
          { Name: "opt-in-status", Values: ["opt-in-not-required"] },
          { Name: "state", Values: ["available"] },
        ],
      },
      Object.fromEntries(
        ["us-east-1a", "us-east-1b", "us-east-1c", "us-east-1d"].map((zone, i) => [
          `AvailabilityZones.${i}.ZoneName`,
          zone,
        ]),
      ),
    ),
  ];
}

function subnetRequests(vpc: Inputs, subnet: PlannedSubnet): readonly AwsRequest[] {
  const VpcId = vpc.planned("vpcId");
  const { id: SubnetId, routeTableId: RouteTableId } = subnet;
  const tags = { ...vpc.tagMap(), Name: subnet.name, SubnetType: subnet.type };
  return [
    ec2(
      "CreateSubnet",
      {
        VpcId,
        AvailabilityZone: subnet.zone,
        CidrBlock: subnet.cidrBlock,
        TagSpecifications: tagSpecifications("subnet", tags),
      },
      { "Subnet.SubnetId": SubnetId },
    ),
    ...(subnet.type === "Public"
      ? [ec2("ModifySubnetAttribute", { SubnetId, MapPublicIpOnLaunch: { Value: true } })]
      : []),
    ec2(
      "CreateRouteTable",
      { VpcId, TagSpecifications: tagSpecifications("route-table", tags) },
      { "RouteTable.RouteTableId": RouteTableId },
    ),
    ec2("AssociateRouteTable", { RouteTableId, SubnetId }, { AssociationId: subnet.associationId }),
  ];
}

function subnetDeletions(subnet: PlannedSubnet): readonly AwsRequest[] {
  return [
    ec2("DisassociateRouteTable", { AssociationId: subnet.associationId }),
    ec2("DeleteRouteTable", { RouteTableId: subnet.routeTableId }),
    ec2("DeleteSubnet", { SubnetId: subnet.id }),
  ];
}
