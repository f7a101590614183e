import { at, isSet, list, texts } from "../properties";
import { refersTo } from "../references";
import { unless, type Resource, type Rule } from "../rule";
import { statements } from "../statements";

export const SECURITY_GROUP = "aws:ec2/securityGroup:SecurityGroup";
export const SECURITY_GROUP_RULE = "aws:ec2/securityGroupRule:SecurityGroupRule";
export const INGRESS_RULE = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule";
const DEFAULT_SECURITY_GROUP = "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup";
const FLOW_LOG = "aws:ec2/flowLog:FlowLog";
/** awsx's component and the VPC that is in it, of which a program's mocks see only the former. */
const VPC_COMPONENT = "awsx:ec2:Vpc";
const VPCS = ["aws:ec2/vpc:Vpc", VPC_COMPONENT];

const ENDPOINT = "aws:ec2/vpcEndpoint:VpcEndpoint";

const EVERYWHERE = ["0.0.0.0/0", "::/0"];

export const networkRules: readonly Rule[] = [
  {
    id: "security-group-no-open-inbound",
    title: "No security group admits the whole internet",
    controls: [
      "Security Hub EC2.13",
      "Security Hub EC2.18",
      "Security Hub EC2.19",
      "Checkov CKV_AWS_24",
      "Checkov CKV_AWS_277",
    ],
    why: "Every open port is tried within minutes.",
    fix: "Admit a security group or the ranges of those who need it",
    scope: "resource",
    types: [SECURITY_GROUP, DEFAULT_SECURITY_GROUP, SECURITY_GROUP_RULE, INGRESS_RULE],
    check: (resource) =>
      admitted(resource)
        .filter((range) => EVERYWHERE.includes(range))
        .map((range) => `It admits ${range}`),
  },
  {
    id: "vpc-flow-logs",
    title: "Connections in a VPC are logged",
    controls: ["Security Hub EC2.6", "Checkov CKV2_AWS_11"],
    why: "They show who reached what, and why a connector reaches nothing.",
    fix: "Add a FlowLog for the VPC",
    scope: "stack",
    types: VPCS,
    check: (vpc, stack) =>
      unless(
        isPart(vpc, stack) || inVpc(vpc, stack, FLOW_LOG).length > 0,
        "The VPC has no flow log",
      ),
  },
  {
    id: "vpc-default-security-group-closed",
    title: "A VPC's default security group admits nothing",
    controls: ["Security Hub EC2.2", "Checkov CKV2_AWS_12"],
    why: "Whatever is given no group gets this one, whose members reach each other.",
    fix: "Add a DefaultSecurityGroup with empty ingress and egress for the VPC",
    scope: "stack",
    types: VPCS,
    check: (vpc, stack) =>
      unless(
        isPart(vpc, stack) || inVpc(vpc, stack, DEFAULT_SECURITY_GROUP).some(isClosed),
        "The VPC's default security group is not closed",
      ),
  },
  {
    id: "vpc-gateway-endpoint-policy",
    title: "A gateway endpoint leads to no resource of any account",
    controls: [],
    why: "Without a policy, whoever runs code in the VPC carries data to a bucket or table of their own.",
    fix: "Set a policy that names buckets and tables, or their account by aws:ResourceAccount",
    scope: "resource",
    types: [ENDPOINT],
    check: (endpoint) => {
      if (!isGateway(endpoint)) return [];
      if (!isSet(endpoint.props["policy"])) return ["The endpoint has no policy"];
      return openStatements(endpoint).map((sid) => `Its statement ${sid} allows any account's`);
    },
  },
];

/**
 * Finds statements of a gateway endpoint's policy that lead to resources of any account: without a
 * condition on their account, and with an ARN that names neither a bucket nor an account.
 */
function openStatements({ props }: Resource): string[] {
  return statements(props["policy"])
    .filter(({ effect, conditions, resources }) => {
      const limited = conditions.some(({ key }) => /^aws:Resource(Account|OrgID)$/i.test(key));
      return (
        effect === "Allow" && !limited && (resources.length === 0 || resources.some(isAnybodys))
      );
    })
    .map(({ sid }) => sid);
}

/** A bucket's ARN has no account, and its name is the only one in the world. */
function isAnybodys(arn: string): boolean {
  const [, , service = "*", , account = "", resource = "*"] = arn.split(":");
  return service === "s3" ? /^[*?]/.test(resource) : !/^\d{12}$/.test(account);
}

/** An endpoint is one for a gateway unless it says otherwise. */
function isGateway({ props }: Resource): boolean {
  return [undefined, null, "Gateway"].some((type) => props["vpcEndpointType"] === type);
}

/** Tells whether a rule of a security group is about what comes in. */
export function isInbound({ type, props }: Resource): boolean {
  return type === INGRESS_RULE || props["type"] === "ingress";
}

/** Returns the address ranges that a security group, or a rule of one, admits. */
function admitted(resource: Resource): readonly string[] {
  const { type, props } = resource;
  switch (type) {
    case INGRESS_RULE:
      return texts([props["cidrIpv4"], props["cidrIpv6"]]);
    case SECURITY_GROUP_RULE:
      return isInbound(resource) ? ranges(props) : [];
    default:
      return list(props["ingress"]).flatMap(ranges);
  }
}

function ranges(rule: unknown): readonly string[] {
  return [...texts(at(rule, "cidrBlocks")), ...texts(at(rule, "ipv6CidrBlocks"))];
}

/** Tells whether a VPC is in awsx's component, which is judged in its place. */
function isPart(vpc: Resource, stack: readonly Resource[]): boolean {
  return stack.some(({ urn, type }) => type === VPC_COMPONENT && urn === vpc.parent);
}

function inVpc(vpc: Resource, stack: readonly Resource[], type: string): Resource[] {
  const names = [vpc, ...stack.filter(({ parent }) => parent === vpc.urn)];
  return stack.filter(
    (resource) =>
      resource.type === type && names.some((name) => refersTo(resource, ["vpcId"], name)),
  );
}

function isClosed({ props }: Resource): boolean {
  return ["ingress", "egress"].every((direction) => list(props[direction]).length === 0);
}
