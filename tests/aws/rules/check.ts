import type { Plan } from "../../../plan/plan";
import type { Python } from "../../helpers/python";
import { awsPython } from "../packages";
import { cfnLintFaults } from "./cloudFormation/cfnLint";
import { alike, distinct, identical } from "./cloudFormation/distinct";
import { ResourceSchemas } from "./cloudFormation/schema";
import { templateOf, type Entry } from "./cloudFormation/template";
import { requestsOfPlan, type StageRequest } from "./request";
import { ServiceModel } from "./serviceModel";
import { shapeFaults } from "./shapes";
import { statedFaults, statedFaultsOfPlan } from "./stated/faults";
import { valueAtPath } from "./valueAtPath";
import type { Fault, Violation } from "./violation";

const REGION = "us-east-1";

/**
 * Holds every request that AWS would be sent to create the plans' resources against the rules that
 * AWS publishes: the services' models, CloudFormation's schemas with cfn-lint's rules, and the
 * table in stated/. `plans` are by the names that violations give them. Throws for a resource that
 * no rule covers.
 */
export async function violationsOf(
  plans: Readonly<Record<string, Plan>>,
): Promise<readonly Violation[]> {
  const requests = Object.entries(plans).map(([name, plan]) => requestsOfPlan(name, plan));
  const installed = await awsPython();
  return grouped([
    ...modelViolations(installed, requests.flat()),
    ...(await cloudFormationViolations(installed, requests)),
    ...requests.flat().flatMap((request) => violations(request, statedFaults(request))),
    ...requests.flatMap((all) =>
      statedFaultsOfPlan(all).flatMap(({ request, ...fault }) => violations(request, [fault])),
    ),
  ]);
}

function modelViolations(
  { packages }: Python,
  requests: readonly StageRequest[],
): readonly Violation[] {
  const services = new Set(requests.map(({ service }) => service));
  return [...services].flatMap((service) => {
    const model = ServiceModel.read(packages, service);
    return requests
      .filter((request) => request.service === service)
      .flatMap((request) => {
        const faults = shapeFaults(model, model.input(request.operation), request.params);
        return violations(
          request,
          faults.map((fault) => ({ ...fault, source: model.source })),
        );
      });
  });
}

async function cloudFormationViolations(
  installed: Python,
  plans: readonly (readonly StageRequest[])[],
): Promise<readonly Violation[]> {
  const schemas = new ResourceSchemas(installed.packages, REGION);
  const templates = plans.map((requests) => templateOf(schemas, requests));
  const checked = distinct(templates);
  const faults = await cfnLintFaults(
    installed,
    REGION,
    checked.map((entries) => entries.map(({ resource }) => resource)),
  );
  const others = alike(templates);
  return faults.flatMap(({ template, resource, path, problem, source }) => {
    const entry = checked[template]?.[resource];
    if (entry === undefined) throw new Error(`cfn-lint named a resource ${resource} too many`);
    const value = valueAtPath(entry.resource.Properties, path);
    const fault: Fault = { member: path.join("."), value, problem, source };
    return (others.get(identical(entry)) ?? []).flatMap((same) =>
      violations(originOf(same, path), [fault]),
    );
  });
}

/** Returns the request that set the property; the first for what the resource lacks as a whole. */
function originOf<R>({ origins }: Entry<R>, [property]: readonly (string | number)[]): R {
  const origin =
    origins.find(({ properties }) => properties.includes(String(property))) ?? origins[0];
  if (origin === undefined) throw new Error("A resource of a template is made by no request");
  return origin.request;
}

function violations(request: StageRequest, faults: readonly Fault[]): readonly Violation[] {
  const { stage, resource, service, operation } = request;
  return faults.map((fault) => ({
    ...fault,
    stages: [stage],
    resource,
    operation: `${service} ${operation}`,
  }));
}

/** What stages have in common is one violation. */
function grouped(all: readonly Violation[]): readonly Violation[] {
  const found = new Map<string, Violation>();
  for (const violation of all) {
    const { resource, operation, member, problem } = violation;
    const key = JSON.stringify([resource, operation, member, problem]);
    const stages = new Set([...(found.get(key)?.stages ?? []), ...violation.stages]);
    found.set(key, { ...violation, stages: [...stages] });
  }
  return [...found.values()];
}
