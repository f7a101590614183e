import type { Plan, PlannedResource } from "../../plan/plan";
import { toJson } from "../../plan/render";

/**
 * Returns the plan as it is reviewed, as JSON. Of a component it has type, name and parent alone:
 * its arguments arrive at its children, which show them.
 */
export function expectedPlan(plan: Plan): string {
  return toJson({
    ...plan,
    resources: plan.resources.map((resource) =>
      isOwnComponent(resource) ? { ...resource, inputs: {}, dependsOn: [] } : resource,
    ),
  });
}

/** What another provider makes of a component of its own, such as awsx of a VPC, no plan shows. */
function isOwnComponent({ type }: PlannedResource): boolean {
  return type.startsWith("msk-pipeline:");
}
