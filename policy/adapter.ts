import type {
  PolicyResource,
  ReportViolation,
  ResourceValidationPolicy,
  StackValidationPolicy,
} from "@pulumi/policy";
import { findings, type Resource, type Rule } from "./rule";

/**
 * A rule as CrossGuard takes it.
 *
 * At a preview, what AWS will only compute is unknown. CrossGuard hands out properties behind a
 * proxy that throws UnknownValueError when an unknown one is read. Left to itself it then gives up
 * the policy, a stack policy with all its resources, and prints that it could not run. `findings`
 * catches the error for each resource by itself and finds nothing there. No violation slips
 * through: a deployment asks again about each resource before it is created, when its inputs are
 * known, and about the stack at its end.
 */
export function toPolicy(rule: Rule): ResourceValidationPolicy | StackValidationPolicy {
  const policy = {
    name: rule.id,
    displayName: rule.title,
    description: `${rule.title}. ${rule.why}`,
    remediationSteps: rule.fix,
    tags: [...rule.controls],
  };
  return rule.scope === "resource"
    ? {
        ...policy,
        validateResource: ({ type, name, urn, props, opts }, report) => {
          const resource = { type, name, urn, props, protect: opts.protect, sources: {} };
          reportAll(rule, resource, [resource], report);
        },
      }
    : {
        ...policy,
        validateStack: ({ resources }, report) => {
          const stack = resources.map(fromStack);
          for (const resource of stack) reportAll(rule, resource, stack, report);
        },
      };
}

function reportAll(
  rule: Rule,
  resource: Resource,
  stack: readonly Resource[],
  report: ReportViolation,
): void {
  for (const finding of findings(rule, resource, stack)) {
    report(`${finding}. ${rule.fix}.`, resource.urn);
  }
}

function fromStack(resource: PolicyResource): Resource {
  const { type, name, urn, props, opts, parent, propertyDependencies } = resource;
  const sources = Object.entries(propertyDependencies).map(
    ([property, from]) => [property, from.map((source) => source.urn)] as const,
  );
  return {
    type,
    name,
    urn,
    props,
    protect: opts.protect,
    parent: parent?.urn,
    sources: Object.fromEntries(sources),
  };
}
