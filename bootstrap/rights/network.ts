import { asStages, ofStage, regional, type Stage } from "../stage";
import { actionsOf, allow, type Condition, type Statement } from "../statement";

const ec2 = actionsOf("ec2");

/** What creates something that it tags at once. */
const CREATE = ec2(
  "AllocateAddress",
  "CreateFlowLogs",
  "CreateInternetGateway",
  "CreateNatGateway",
  "CreateRouteTable",
  "CreateSecurityGroup",
  "CreateSubnet",
  "CreateVpc",
  "CreateVpcEndpoint",
);

/** What creating needs of what is there already. */
const USE = ec2(
  "CreateFlowLogs",
  "CreateNatGateway",
  "CreateRouteTable",
  "CreateSecurityGroup",
  "CreateSubnet",
  "CreateVpcEndpoint",
);

const CHANGE = ec2(
  "AssociateRouteTable",
  "AttachInternetGateway",
  "CreateRoute",
  "DeleteFlowLogs",
  "DeleteInternetGateway",
  "DeleteNatGateway",
  "DeleteRoute",
  "DeleteRouteTable",
  "DeleteSecurityGroup",
  "DeleteSubnet",
  "DeleteVpc",
  "DeleteVpcEndpoints",
  "DetachInternetGateway",
  "DisassociateAddress",
  "DisassociateRouteTable",
  "ModifySecurityGroupRules",
  "ModifySubnetAttribute",
  "ModifyVpcAttribute",
  "ModifyVpcEndpoint",
  "ReleaseAddress",
  "ReplaceRoute",
  "RevokeSecurityGroupEgress",
  "RevokeSecurityGroupIngress",
);

const CHANGE_INSTANCE = ec2(
  "ModifyInstanceAttribute",
  "ModifyInstanceMetadataOptions",
  "StartInstances",
  "StopInstances",
  "TerminateInstances",
);

/** Allows deploying the network, its groups and rules: the stage's by their tags. */
export function networkRights(stage: Stage): Statement[] {
  const created = ec2Arns(
    stage,
    "elastic-ip",
    "internet-gateway",
    "natgateway",
    "route-table",
    "security-group",
    "subnet",
    "vpc",
    "vpc-endpoint",
    "vpc-flow-log",
  );
  const used = ec2Arns(stage, "elastic-ip", "route-table", "security-group", "subnet", "vpc");
  const rules = ec2Arns(stage, "security-group-rule");
  const authorize = ec2("AuthorizeSecurityGroupEgress", "AuthorizeSecurityGroupIngress");
  return [
    allow("CreateNetwork", CREATE, created, asStages(stage)),
    allow("UseNetwork", USE, used, ofStage(stage)),
    allow("ChangeNetwork", CHANGE, [...created, ...rules], ofStage(stage)),
    allow("AddRules", authorize, ec2Arns(stage, "security-group"), ofStage(stage)),
    allow("TagRules", authorize, rules, asStages(stage)),
    ...interfaces(stage),
  ];
}

function ec2Arns(stage: Stage, ...kinds: readonly string[]): string[] {
  return kinds.map((kind) => regional(stage, "ec2", `${kind}/*`));
}

/** The client's instance. Its volume is tagged once it is there, as the provider does. */
export function clientRights(stage: Stage): Statement[] {
  const run = ec2("RunInstances");
  const image = `arn:${stage.partition}:ec2:${stage.region}::image/*`;
  const amazons: Condition = { StringEquals: { "ec2:Owner": "amazon" } };
  const instances = ec2Arns(stage, "instance");
  return [
    allow("RunAmazonLinux", run, [image], amazons),
    allow("RunClient", run, instances, asStages(stage)),
    allow("RunInNetwork", run, ec2Arns(stage, "security-group", "subnet"), ofStage(stage)),
    allow("RunWithNew", run, ec2Arns(stage, "network-interface", "volume")),
    allow("ChangeClient", CHANGE_INSTANCE, instances, ofStage(stage)),
  ];
}

/**
 * MSK Connect creates its workers' network interfaces with the deployer's rights.
 *
 * @see https://docs.aws.amazon.com/msk/latest/developerguide/mkc-iam-policy-examples.html
 */
function interfaces(stage: Stage): Statement[] {
  const create = ec2("CreateNetworkInterface");
  return [
    allow("AddInterfaces", create, ec2Arns(stage, "network-interface")),
    allow("AddInterfacesTo", create, ec2Arns(stage, "security-group", "subnet"), ofStage(stage)),
    // What is still in a group or subnet when it is to go.
    allow("FindInterfaces", ec2("DescribeNetworkInterfaces"), ["*"]),
  ];
}

/**
 * Tags are what the other rights go by: something gets the stage's while it is created, and what
 * has them keeps them. Two things come without: a VPC's own security group and an instance's
 * volume; the provider tags them afterwards, so what nobody has tagged with a project may be taken
 * on.
 *
 * @see https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/supported-iam-actions-tagging.html
 * @see https://github.com/hashicorp/terraform-provider-aws/blob/main/internal/service/ec2/vpc_default_security_group.go
 */
export function taggingRights(stage: Stage): Statement[] {
  const everything = [regional(stage, "ec2", "*")];
  return [
    allow("TagNew", ec2("CreateTags"), everything, {
      ...asStages(stage),
      Null: { "ec2:CreateAction": "false" },
    }),
    allow("TagOwn", ec2("CreateTags", "DeleteTags"), everything, ofStage(stage)),
    allow("TagUntagged", ec2("CreateTags"), ec2Arns(stage, "security-group", "volume"), {
      ...asStages(stage),
      Null: { "aws:ResourceTag/Project": "true" },
    }),
  ];
}
