import type { PlannedResource } from "../../../plan/plan";

/** Resources in an order in which each comes after its parent and all that it waits for. */
export function inOrder(resources: readonly PlannedResource[]): readonly PlannedResource[] {
  return reached(resources, resources);
}

/** Returns a resource after all that it stands on. */
export function withNeeds(
  resource: PlannedResource,
  resources: readonly PlannedResource[],
): readonly PlannedResource[] {
  return reached([resource], resources);
}

function reached(
  wanted: readonly PlannedResource[],
  resources: readonly PlannedResource[],
): readonly PlannedResource[] {
  const byUrn = new Map(resources.map((resource) => [resource.urn, resource]));
  const ordered = new Set<PlannedResource>();
  const visiting = new Set<PlannedResource>();
  const visit = (resource: PlannedResource): void => {
    if (ordered.has(resource)) return;
    if (visiting.has(resource)) throw new Error(`${resource.urn} waits for itself`);
    visiting.add(resource);
    for (const urn of [resource.parent, ...resource.dependsOn]) {
      const needed = urn === undefined ? undefined : byUrn.get(urn);
      if (needed !== undefined) visit(needed);
    }
    ordered.add(resource);
  };
  wanted.forEach(visit);
  return [...ordered];
}
