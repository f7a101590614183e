import { service } from "./mapping";

export const ec2 = service("ec2");

type Tags = Readonly<Record<string, string>>;

/** Tags as EC2 takes them at creation. */
export function tagSpecifications(ResourceType: string, tags: Tags | undefined): unknown {
  if (tags === undefined) return undefined;
  return [{ ResourceType, Tags: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })) }];
}
