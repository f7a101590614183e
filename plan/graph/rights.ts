import { z } from "zod";
import { resourcesOfType, type Plan, type PlannedResource } from "../plan";
import { inputsOf } from "../read";

/** What a role may do with one resource of the plan. */
export interface Right {
  readonly resource: PlannedResource;
  /** IAM actions such as kafka-cluster:ReadData. */
  readonly actions: readonly string[];
}

const oneOrMore = z.union([z.string(), z.array(z.string())]).transform((value) => [value].flat());
const statementSchema = z.object({
  Effect: z.string(),
  Action: oneOrMore.default([]),
  Resource: oneOrMore.default([]),
});
const documentSchema = z.object({ Statement: z.array(statementSchema) });
const policySchema = z.object({ role: z.string(), policy: z.string() });

type Statement = z.output<typeof statementSchema>;

/** Returns what the policies of a role allow with resources of some types, one entry a resource. */
export function rightsOf(plan: Plan, role: string, types: readonly string[]): Right[] {
  const statements = resourcesOfType(plan, "aws:iam/rolePolicy:RolePolicy")
    .map((resource) => inputsOf(resource, policySchema))
    .filter((policy) => policy.role === role)
    .flatMap(({ policy }) => documentSchema.parse(JSON.parse(policy)).Statement)
    .filter(({ Effect }) => Effect === "Allow");
  return plan.resources
    .filter(({ type }) => types.includes(type))
    .map((resource) => ({ resource, actions: actionsOn(resource, statements) }))
    .filter(({ actions }) => actions.length > 0);
}

/** Returns the name of the role with an ARN, as policies name it; undefined for one of another stack. */
export function roleName(plan: Plan, arn: unknown): string | undefined {
  const roles = resourcesOfType(plan, "aws:iam/role:Role");
  const name = roles.find(({ state }) => state["arn"] === arn)?.state["name"];
  return typeof name === "string" ? name : undefined;
}

/** Says what actions come to. */
export function verbOf(actions: readonly string[]): string {
  const reads = actions.some((action) => /:(BatchGet|Get|Query|Read|Scan)/.test(action));
  if (mayWrite(actions)) return reads ? "may read and write" : "may write";
  return reads ? "may read" : "may use";
}

/** Tells whether records or items can be written by these actions. */
export function mayWrite(actions: readonly string[]): boolean {
  return actions.some((action) => /:(\*|BatchWrite|Put|Update|Write)/.test(action));
}

function actionsOn({ state }: PlannedResource, statements: readonly Statement[]): string[] {
  const arn = state["arn"];
  if (typeof arn !== "string") return [];
  return statements
    .filter(({ Resource }) => Resource.some((pattern) => isNamed(arn, withoutObject(pattern))))
    .flatMap(({ Action }) => Action);
}

/** Returns the ARN of the bucket for that of objects in one. */
function withoutObject(pattern: string): string {
  return pattern.replace(/^(arn:[^:]*:s3:::[^/]+)\/.*$/, "$1");
}

/** What every resource has in common, "*", names none. */
function isNamed(arn: string, pattern: string): boolean {
  if (pattern === "*") return false;
  const parts = pattern.split("*").map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(`^${parts.join(".*")}$`, "s").test(arn);
}
