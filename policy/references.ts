import { at, ifKnown, isSet, list } from "./properties";
import type { Resource } from "./rule";

/** Properties by which others name a resource; `vpcId` is awsx's VPC's own. */
const IDENTITIES = ["id", "arn", "name", "bucket", "vpcId"];

/**
 * Tells whether a property of a resource names another resource. At a preview the name of a new
 * resource is unknown; what the property comes from is known all the same.
 */
export function refersTo(
  resource: Resource,
  [property, ...path]: readonly [string, ...string[]],
  target: Resource,
): boolean {
  const values = ifKnown(() => [...list(at(resource.props, property, ...path))]);
  const names = IDENTITIES.map((key) => ifKnown(() => ({ name: target.props[key] })));
  const matches = (value: unknown): boolean =>
    isSet(value) && names.some((known) => known?.name === value);
  if (values?.some(matches)) return true;
  const isUndecided = values === undefined || names.includes(undefined);
  return isUndecided && (resource.sources[property]?.includes(target.urn) ?? false);
}

/** Returns the resources of some types whose property names a resource. */
export function referringTo(
  target: Resource,
  stack: readonly Resource[],
  types: readonly string[],
  path: readonly [string, ...string[]],
): Resource[] {
  return stack.filter(
    (resource) => types.includes(resource.type) && refersTo(resource, path, target),
  );
}
