import { z } from "zod";
import { resourcesOfType, type Plan, type PlannedResource } from "./plan";

/** Returns the one resource of a type; a plan with none or several is an error. */
export function only(plan: Plan, type: string): PlannedResource {
  const [resource, ...others] = resourcesOfType(plan, type);
  if (resource !== undefined && others.length === 0) return resource;
  const found = resource === undefined ? 0 : others.length + 1;
  throw new Error(`A stage has one ${type}, the plan has ${found}.`);
}

/** Returns the resource of a type whose ARN it is. */
export function byArn(plan: Plan, type: string, arn: string): PlannedResource {
  const found = resourcesOfType(plan, type).find(({ state }) => state["arn"] === arn);
  if (found === undefined) throw new Error(`No ${type} of the plan has the ARN ${arn}.`);
  return found;
}

/** Reads the inputs of every resource of a type. */
export function all<T>(plan: Plan, type: string, schema: z.ZodType<T>): T[] {
  return resourcesOfType(plan, type).map((resource) => inputsOf(resource, schema));
}

/** Reads a resource's inputs; an error names the resource that is not as expected. */
export function inputsOf<T>(resource: PlannedResource, schema: z.ZodType<T>): T {
  const result = schema.safeParse(resource.inputs);
  if (result.success) return result.data;
  throw new Error(
    `${resource.type} ${resource.name} is not as expected:\n${z.prettifyError(result.error)}`,
  );
}
