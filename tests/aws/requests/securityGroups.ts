import { ec2, tagSpecifications } from "./ec2Tags";
import type { Inputs } from "./inputs";
import { present, type AwsRequest, type Mapping, type Mappings } from "./mapping";

/**
 * @see https://github.com/hashicorp/terraform-provider-aws/blob/main/internal/service/ec2/vpc_security_group.go
 * @see https://github.com/hashicorp/terraform-provider-aws/blob/main/internal/service/ec2/vpc_security_group_ingress_rule.go
 * @see https://github.com/hashicorp/terraform-provider-aws/blob/main/internal/service/ec2/vpc_default_security_group.go
 */
export const securityGroupMappings: Mappings = {
  "aws:ec2/securityGroup:SecurityGroup": {
    create: (group) => [
      ec2(
        "CreateSecurityGroup",
        {
          GroupName: group.physicalName(),
          Description: group.text("description"),
          VpcId: group.value("vpcId"),
          TagSpecifications: tagSpecifications("security-group", group.tagMap()),
        },
        { GroupId: group.planned("id") },
      ),
      // AWS lets a new group out to everywhere. The provider revokes the same for IPv6 too, and
      // takes AWS's word that there is no such rule.
      ec2("RevokeSecurityGroupEgress", { GroupId: group.planned("id"), IpPermissions: everywhere }),
    ],
    destroy: (group) => [ec2("DeleteSecurityGroup", { GroupId: group.planned("id") })],
  },
  "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup": {
    create: (group) => {
      if (group.list("ingress")?.length !== 0 || group.list("egress")?.length !== 0) {
        throw new Error(`${group.name}: only a default security group without rules is known`);
      }
      const GroupId = group.madeUp("sg");
      return [
        defaultGroup(group),
        ec2("RevokeSecurityGroupEgress", { GroupId, IpPermissions: everywhere }),
        ec2("RevokeSecurityGroupIngress", {
          GroupId,
          IpPermissions: [{ IpProtocol: "-1", UserIdGroupPairs: [{ GroupId }] }],
        }),
        ec2("CreateTags", { Resources: [GroupId], Tags: group.tags() }),
      ];
    },
    // The group goes with its VPC.
    destroy: () => [],
  },
  "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule": rule("Ingress"),
  "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule": rule("Egress"),
};

const everywhere = [
  { FromPort: 0, ToPort: 0, IpProtocol: "-1", IpRanges: [{ CidrIp: "0.0.0.0/0" }] },
];

function defaultGroup(group: Inputs): AwsRequest {
  return ec2(
    "DescribeSecurityGroups",
    {
      Filters: [
        { Name: "group-name", Values: ["default"] },
        { Name: "vpc-id", Values: [group.text("vpcId")] },
      ],
    },
    { "SecurityGroups.0.GroupId": group.madeUp("sg") },
  );
}

function rule(direction: "Ingress" | "Egress"): Mapping {
  return {
    create: (inputs) => [
      ec2(
        `AuthorizeSecurityGroup${direction}`,
        {
          GroupId: inputs.text("securityGroupId"),
          IpPermissions: [permission(inputs)],
          TagSpecifications: tagSpecifications("security-group-rule", inputs.tagMap()),
        },
        { "SecurityGroupRules.0.SecurityGroupRuleId": inputs.madeUp("sgr") },
      ),
    ],
    destroy: (inputs) => [
      ec2(`RevokeSecurityGroup${direction}`, {
        GroupId: inputs.text("securityGroupId"),
        SecurityGroupRuleIds: [inputs.madeUp("sgr")],
      }),
    ],
  };
}

/** The description belongs to the peer: EC2 has none for the permission. */
function permission(inputs: Inputs): unknown {
  const Description = inputs.value("description");
  const CidrIp = inputs.value("cidrIpv4");
  const GroupId = inputs.value("referencedSecurityGroupId");
  return present({
    IpProtocol: inputs.text("ipProtocol"),
    FromPort: inputs.value("fromPort"),
    ToPort: inputs.value("toPort"),
    IpRanges: CidrIp === undefined ? undefined : [present({ CidrIp, Description })],
    UserIdGroupPairs: GroupId === undefined ? undefined : [present({ GroupId, Description })],
  });
}
