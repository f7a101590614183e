import type { Plan } from "../../../plan/plan";
import { requestsOf, type AwsRequest } from "../requests/request";

/** A request that AWS would be sent for a resource of a stage. */
export interface StageRequest extends AwsRequest {
  readonly stage: string;
  /** Type and name of the resource. */
  readonly resource: string;
}

/**
 * Returns every request that creates a plan's resources. `stage` is what a violation calls the
 * plan.
 */
export function requestsOfPlan(stage: string, plan: Plan): readonly StageRequest[] {
  return plan.resources.flatMap((resource) =>
    requestsOf(resource).map((request) => ({
      ...request,
      stage,
      resource: `${resource.type} ${resource.name}`,
    })),
  );
}
