import type { Violations } from ".";
import { adding, change, without } from "../change";
import { resource } from "../exemplary";

const SECURITY_GROUP_RULE = "aws:ec2/securityGroupRule:SecurityGroupRule";

/** Returns a policy of an endpoint that allows one thing. */
function allowing(resource: string | readonly string[]): string {
  return JSON.stringify({
    Statement: { Effect: "Allow", Principal: "*", Action: "*", Resource: resource },
  });
}

export const networkViolations: Violations = {
  "ec2-imdsv2": {
    "tokens optional": change("instance", ["metadataOptions", "httpTokens"], "optional"),
    "not set": change("instance", ["metadataOptions"]),
  },
  "ec2-no-public-address": {
    "public address": change("instance", ["associatePublicIpAddress"], true),
    "as the subnet has it": change("instance", ["associatePublicIpAddress"]),
  },
  "ec2-encrypted-disk": {
    "root disk": change("instance", ["rootBlockDevice", "encrypted"], false),
    "no root disk": change("instance", ["rootBlockDevice"]),
    "another disk": change("instance", ["ebsBlockDevices"], [{ deviceName: "/dev/sdf" }]),
  },
  "ec2-no-inbound": {
    "the brokers' group": change("instance", ["vpcSecurityGroupIds"], ["sg-clients", "sg-brokers"]),
    "rule within the group": change("client-group", ["ingress"], [{ cidrBlocks: ["10.0.0.0/8"] }]),
    "rule of the older kind": adding(
      resource("ssh", SECURITY_GROUP_RULE, {
        type: "ingress",
        securityGroupId: "sg-clients",
        cidrBlocks: ["10.0.0.0/8"],
      }),
    ),
  },
  "security-group-no-open-inbound": {
    "IPv4 rule": change("clients-to-brokers", ["cidrIpv4"], "0.0.0.0/0"),
    "IPv6 rule": change("clients-to-brokers", ["cidrIpv6"], "::/0"),
    "rule within the group": change("broker-group", ["ingress"], [{ cidrBlocks: ["0.0.0.0/0"] }]),
    "IPv6 rule within the group": change(
      "broker-group",
      ["ingress"],
      [{ ipv6CidrBlocks: ["::/0"] }],
    ),
    "rule of the older kind": adding(
      resource("open", SECURITY_GROUP_RULE, {
        type: "ingress",
        securityGroupId: "sg-brokers",
        cidrBlocks: ["10.0.0.0/8", "0.0.0.0/0"],
      }),
    ),
  },
  "vpc-flow-logs": {
    "no flow log": without("flow-log"),
    "flow log of another VPC": change("flow-log", ["vpcId"], "vpc-2"),
  },
  "vpc-default-security-group-closed": {
    "left as it is": without("default-group"),
    "of another VPC": change("default-group", ["vpcId"], "vpc-2"),
    open: change("default-group", ["ingress"], [{ self: true }]),
    "open outwards": change("default-group", ["egress"], [{ cidrBlocks: ["0.0.0.0/0"] }]),
  },
  "vpc-gateway-endpoint-policy": {
    "no policy": change("s3-endpoint", ["policy"]),
    "AWS's own policy": change("s3-endpoint", ["policy"], allowing("*")),
    "of a kind that is not said": change("secrets-endpoint", ["vpcEndpointType"]),
    "every bucket": change("s3-endpoint", ["policy"], allowing("arn:aws:s3:::*")),
    "a bucket and any other": change(
      "s3-endpoint",
      ["policy"],
      allowing(["arn:aws:s3:::plugins/*", "arn:aws:s3:::*/*"]),
    ),
    "tables of any account": change(
      "s3-endpoint",
      ["policy"],
      allowing("arn:aws:dynamodb:us-east-1:*:table/orders"),
    ),
  },
};
