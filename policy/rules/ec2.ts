import { at, list, shown } from "../properties";
import { refersTo, referringTo } from "../references";
import { unless, type Resource, type Rule } from "../rule";
import { INGRESS_RULE, SECURITY_GROUP, SECURITY_GROUP_RULE, isInbound } from "./network";

const types = ["aws:ec2/instance:Instance"];

export const ec2Rules: readonly Rule[] = [
  {
    id: "ec2-imdsv2",
    title: "An instance's metadata is had by token only",
    controls: ["Security Hub EC2.8", "Checkov CKV_AWS_79"],
    why: "Without tokens a program that is tricked into a request hands out the role's credentials.",
    fix: "Set metadataOptions.httpTokens to required",
    scope: "resource",
    types,
    check: ({ props }) => {
      const metadata = at(props, "metadataOptions");
      const tokens = at(metadata, "httpTokens");
      return unless(
        tokens === "required" || at(metadata, "httpEndpoint") === "disabled",
        `httpTokens is ${shown(tokens)}`,
      );
    },
  },
  {
    id: "ec2-no-public-address",
    title: "Instances have no public address",
    controls: ["Security Hub EC2.9", "Checkov CKV_AWS_88"],
    why: "Session Manager leads to an instance without one.",
    fix: "Set associatePublicIpAddress to false, since a subnet may give addresses by itself",
    scope: "resource",
    types,
    check: ({ props }) => {
      const associated = at(props, "associatePublicIpAddress");
      return unless(associated === false, `associatePublicIpAddress is ${shown(associated)}`);
    },
  },
  {
    id: "ec2-encrypted-disk",
    title: "An instance's disks are encrypted",
    controls: ["Security Hub EC2.3", "Checkov CKV_AWS_8"],
    why: "Disks and their snapshots hold what users downloaded.",
    fix: "Set encrypted to true in rootBlockDevice and in all of ebsBlockDevices",
    scope: "resource",
    types,
    check: ({ props }) => [
      ...unless(
        at(props, "rootBlockDevice", "encrypted") === true,
        "The root disk is not encrypted",
      ),
      ...list(at(props, "ebsBlockDevices"))
        .filter((device) => at(device, "encrypted") !== true)
        .map((device) => `The disk ${shown(at(device, "deviceName"))} is not encrypted`),
    ],
  },
  {
    id: "ec2-no-inbound",
    title: "Nothing reaches an instance by the network",
    controls: [],
    why: "Session Manager needs no open port, so an open one serves only others.",
    fix: "Remove the inbound rule, or give the instance a security group of its own",
    scope: "stack",
    types,
    check: (instance, stack) =>
      stack
        .filter(({ type }) => type === SECURITY_GROUP)
        .filter((group) => refersTo(instance, ["vpcSecurityGroupIds"], group))
        .flatMap((group) => admissions(group, stack)),
  },
];

function admissions(group: Resource, stack: readonly Resource[]): string[] {
  const inline = list(at(group.props, "ingress")).map(
    () => `Its security group ${group.name} admits inbound traffic`,
  );
  const types = [INGRESS_RULE, SECURITY_GROUP_RULE];
  const separate = referringTo(group, stack, types, ["securityGroupId"])
    .filter(isInbound)
    .map((rule) => `${rule.name} admits inbound traffic to its security group ${group.name}`);
  return [...inline, ...separate];
}
