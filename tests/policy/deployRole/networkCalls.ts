import { all } from "../../helpers/resources";
import { actionsOf } from "../iam/decisions";
import { made, owned, provider, schema, type TypeCalls } from "./calls";
import { creating, listed, ofNetwork, tagging } from "./ec2Calls";
import { Here } from "./here";

const ec2 = actionsOf("ec2");

const securityGroup: TypeCalls = {
  sources: [provider("ec2/vpc_security_group.go"), schema("ec2-securitygroup")],
  calls: (resource, here) => {
    const arn = here.arnOf(resource);
    const read = listed("DescribeSecurityGroups");
    return {
      create: [
        ...creating("CreateSecurityGroup", arn, resource),
        [ec2("CreateSecurityGroup"), here.ec2("vpc"), ofNetwork(here)],
        // A new group lets everything out, which the provider revokes.
        [ec2("RevokeSecurityGroupEgress"), arn, owned(resource)],
        ...read,
      ],
      read,
      update: [tagging(arn, resource), ...read],
      delete: [
        [ec2("DeleteSecurityGroup"), arn, owned(resource)],
        ...listed("DescribeNetworkInterfaces"),
        ...read,
      ],
    };
  },
};

const defaultSecurityGroup: TypeCalls = {
  sources: [provider("ec2/vpc_default_security_group.go")],
  calls: (resource, here) => {
    const arn = here.ec2("security-group", "sg-default");
    const read = listed("DescribeSecurityGroups", "DescribeSecurityGroupRules");
    return {
      create: [
        // The VPC came with it, and nobody has tagged it.
        [ec2("CreateTags"), arn, made(resource)],
        [ec2("RevokeSecurityGroupEgress", "RevokeSecurityGroupIngress"), arn, owned(resource)],
        ...read,
      ],
      read,
      update: [tagging(arn, resource), ...read],
      delete: [],
    };
  },
};

function rule(direction: "Egress" | "Ingress"): TypeCalls {
  const name = `vpc_security_group_${direction.toLowerCase()}_rule`;
  return {
    sources: [provider(`ec2/${name}.go`), schema(`ec2-securitygroup${direction.toLowerCase()}`)],
    calls: (resource, here) => {
      const id = Here.text(resource, "securityGroupId");
      const groups = all(here.plan.resources, "aws:ec2/securityGroup:SecurityGroup");
      const group = groups.find(({ state }) => String(state["id"]) === id);
      const groupArn = here.ec2("security-group", id);
      const ruleArn = here.ec2("security-group-rule");
      const own = group === undefined ? {} : owned(group);
      const read = listed("DescribeSecurityGroupRules");
      const authorize = `AuthorizeSecurityGroup${direction}`;
      return {
        create: [
          [ec2(authorize), groupArn, own],
          ...creating(authorize, ruleArn, resource),
          ...read,
        ],
        read,
        update: [
          [ec2("ModifySecurityGroupRules"), groupArn, own],
          [ec2("ModifySecurityGroupRules"), ruleArn, owned(resource)],
          tagging(ruleArn, resource),
          ...read,
        ],
        delete: [[ec2(`RevokeSecurityGroup${direction}`), groupArn, own], ...read],
      };
    },
  };
}

const vpcEndpoint: TypeCalls = {
  sources: [provider("ec2/vpc_endpoint.go"), schema("ec2-vpcendpoint")],
  calls: (resource, here) => {
    const arn = here.ec2("vpc-endpoint");
    const network = ofNetwork(here);
    const gateway = Here.text(resource, "vpcEndpointType") === "Gateway";
    const used = (gateway ? ["route-table"] : ["security-group", "subnet"]).map((kind) =>
      here.ec2(kind),
    );
    const read = listed("DescribePrefixLists", "DescribeVpcEndpoints");
    return {
      create: [
        ...creating("CreateVpcEndpoint", arn, resource),
        [ec2("CreateVpcEndpoint"), [here.ec2("vpc"), ...used], network],
        ...read,
      ],
      read,
      update: [
        [ec2("ModifyVpcEndpoint"), arn, owned(resource)],
        [ec2("ModifyVpcEndpoint"), used, network],
        tagging(arn, resource),
        ...read,
      ],
      delete: [[ec2("DeleteVpcEndpoints"), arn, owned(resource)], ...read],
    };
  },
};

const flowLog: TypeCalls = {
  sources: [provider("ec2/vpc_flow_log.go"), schema("ec2-flowlog")],
  calls: (resource, here) => {
    const arn = here.ec2("vpc-flow-log");
    const read = listed("DescribeFlowLogs");
    return {
      create: [
        ...creating("CreateFlowLogs", arn, resource),
        [ec2("CreateFlowLogs"), here.ec2("vpc"), ofNetwork(here)],
        [
          ["iam:PassRole"],
          here.physical(Here.text(resource, "iamRoleArn")),
          { "iam:PassedToService": "vpc-flow-logs.amazonaws.com" },
        ],
        [["logs:CreateLogDelivery"], "*"],
        ...read,
      ],
      read,
      update: [tagging(arn, resource), ...read],
      delete: [
        [ec2("DeleteFlowLogs"), arn, owned(resource)],
        [["logs:DeleteLogDelivery"], "*"],
        ...read,
      ],
    };
  },
};

export const networkCalls: Readonly<Record<string, TypeCalls>> = {
  "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup": defaultSecurityGroup,
  "aws:ec2/flowLog:FlowLog": flowLog,
  "aws:ec2/securityGroup:SecurityGroup": securityGroup,
  "aws:ec2/vpcEndpoint:VpcEndpoint": vpcEndpoint,
  "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule": rule("Egress"),
  "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule": rule("Ingress"),
};
