import type { Correspondence, Params } from "./correspondence";
import { omit, part, parts, present, reshaped, same } from "./correspondence";

/** EC2's requests by operation. */
export const ec2: Readonly<Record<string, Correspondence>> = {
  AllocateAddress: same("AWS::EC2::EIP"),
  AssociateRouteTable: same("AWS::EC2::SubnetRouteTableAssociation"),
  AttachInternetGateway: same("AWS::EC2::VPCGatewayAttachment"),
  AuthorizeSecurityGroupEgress: rule("Egress", "DestinationSecurityGroupId"),
  AuthorizeSecurityGroupIngress: rule("Ingress", "SourceSecurityGroupId"),
  CreateFlowLogs: reshaped("AWS::EC2::FlowLog", ({ ResourceIds, ...params }) => ({
    ...params,
    ResourceId: Array.isArray(ResourceIds) ? (ResourceIds as readonly unknown[])[0] : undefined,
  })),
  CreateInternetGateway: same("AWS::EC2::InternetGateway"),
  CreateNatGateway: same("AWS::EC2::NatGateway"),
  CreateRoute: same("AWS::EC2::Route"),
  CreateRouteTable: same("AWS::EC2::RouteTable"),
  CreateSecurityGroup: same("AWS::EC2::SecurityGroup", { Description: "GroupDescription" }),
  CreateSubnet: same("AWS::EC2::Subnet"),
  CreateVpc: same("AWS::EC2::VPC"),
  CreateVpcEndpoint: same("AWS::EC2::VPCEndpoint"),
  RunInstances: reshaped("AWS::EC2::Instance", instance),
};

/** CloudFormation's rule has the one permission's members itself; its descriptions' place differs. */
function rule(direction: "Ingress" | "Egress", peer: string): Correspondence {
  return reshaped(`AWS::EC2::SecurityGroup${direction}`, ({ GroupId, IpPermissions }) => {
    const [permission = {}, ...others] = parts({ IpPermissions }, "IpPermissions");
    if (others.length > 0) throw new Error("A rule of one permission is known, not of more");
    const { IpRanges, UserIdGroupPairs, ...own } = permission;
    const [range = {}] = parts({ IpRanges }, "IpRanges");
    const [pair] = parts({ UserIdGroupPairs }, "UserIdGroupPairs");
    const { GroupId: peerId, ...described } = pair ?? {};
    return { GroupId, ...own, ...range, ...described, ...(pair ? { [peer]: peerId } : {}) };
  });
}

function instance(params: Params): Params {
  return {
    ...omit(params, "MinCount", "MaxCount"),
    IamInstanceProfile: part(params, "IamInstanceProfile")["Name"],
    NetworkInterfaces: parts(params, "NetworkInterfaces").map(
      ({ Groups, DeviceIndex, ...network }) =>
        present({ ...network, GroupSet: Groups, DeviceIndex: String(DeviceIndex) }),
    ),
  };
}
