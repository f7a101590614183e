import type { PlannedResource } from "../../../plan/plan";
import { all } from "../../helpers/resources";
import { actionsOf, type Row } from "../iam/decisions";
import type { Context } from "../iam/simulate";
import { made, owned } from "./calls";
import type { Here } from "./here";

const ec2 = actionsOf("ec2");

/** Tags that a request to create something gives it; AWS asks for the right to tag as well. */
export function creating(action: string, arn: string, resource: PlannedResource): Row[] {
  const tags = made(resource);
  return [
    [ec2(action), arn, tags],
    [ec2("CreateTags"), arn, { ...tags, "ec2:CreateAction": action }],
  ];
}

/** Tags that are changed afterwards. */
export function tagging(arn: string, resource: PlannedResource): Row {
  return [ec2("CreateTags", "DeleteTags"), arn, owned(resource)];
}

/** A type of EC2 that AWS lists without knowing resources. */
export function listed(...actions: readonly string[]): Row[] {
  return [[ec2(...actions), "*"]];
}

/** Tags of what the resources of the network's component have. */
export function ofNetwork({ plan }: Here): Context {
  const [network] = all(plan.resources, "awsx:ec2:Vpc");
  return network === undefined ? {} : owned(network);
}
