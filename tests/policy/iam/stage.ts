import { resourcesOfType, type Plan } from "../../../plan/plan";
import { all, at } from "../../helpers/resources";
import { plan } from "../../helpers/stagePlans";
import { namesOf, type Names } from "./names";
import { rule, type Principal, type Request, type Ruling } from "./simulate";

export interface Role extends Principal {
  /** Its resource's name without the ending. */
  readonly name: string;
  /** Trust policy as JSON; undefined for readers, which are roles of other programs. */
  readonly trust?: string;
}

export interface Stage {
  readonly plan: Plan;
  readonly names: Names;
  /** The stage's roles, and those that others make with its reader policies, sorted by name. */
  readonly roles: readonly Role[];
}

const stages = new Map<string, Promise<Stage>>();
/** Returns a stage with all that it can have, and some settings; loaded once, it is a value. */
export function stageOf(name: string, ...settings: readonly string[]): Promise<Stage> {
  const key = [name, ...settings].join();
  const loaded = stages.get(key) ?? load(name, settings);
  stages.set(key, loaded);
  return loaded;
}

export function roleOf({ roles }: Stage, name: string): Role {
  const found = roles.find((role) => role.name === name);
  if (found === undefined) throw new Error(`The stage has no role ${name}`);
  return found;
}

/**
 * Somebody who may do all that any role of the stage may: what is denied to it is denied to all.
 */
export function everyRole({ roles, names }: Stage): Role {
  const policies = roles.flatMap((role) => role.policies);
  return { name: "somebody", arn: names.arn("iam", "role/somebody", { region: "" }), policies };
}

/**
 * Returns what AWS decides for a role: by its policies, and by the policy that the resource has in
 * the plan.
 */
export function ruleIn({ plan, names }: Stage, role: Principal, request: Request): Promise<Ruling> {
  return rule(role, request, resourcePolicy(plan, names, request.resource));
}

async function load(name: string, settings: readonly string[]): Promise<Stage> {
  const loaded = await plan(name, "pipeline=all", "kafkaClient=true", ...settings);
  const names = namesOf(loaded);
  const roles = [...plannedRoles(loaded), ...readers(names)];
  return { plan: loaded, names, roles: roles.sort((a, b) => (a.name < b.name ? -1 : 1)) };
}

function plannedRoles({ resources }: Plan): Role[] {
  const policies = all(resources, "aws:iam/rolePolicy:RolePolicy");
  return all(resources, "aws:iam/role:Role").map(({ name, inputs, state }) => ({
    name: name.replace(/-role$/, ""),
    arn: String(state["arn"]),
    trust: String(inputs["assumeRolePolicy"]),
    policies: policies
      .filter((policy) => policy.inputs["role"] === state["id"])
      .map((policy) => ({ name: policy.name, document: String(policy.inputs["policy"]) })),
  }));
}

/** Services of others, each with one of the policies that the stage has for its readers. */
function readers({ arn, outputs }: Names): Role[] {
  const reader = (name: string, document = ""): Role => ({
    name,
    arn: arn("iam", `role/${name}`, { region: "" }),
    policies: [{ name: `${name}-policy`, document }],
  });
  const { topicReaderPolicies: topics, tableReaderPolicies: tables } = outputs;
  const { bucketReaderPolicies: buckets } = outputs;
  return [
    reader("orders-topic-reader", topics["orders"]),
    reader("orders-table-reader", tables["orders"]),
    reader("sales-topic-reader", topics["salesOrders"]),
    reader("sales-table-reader", tables["salesOrders"]),
    reader("lake-bucket-reader", buckets["lake"]),
  ];
}

/**
 * Returns the policy of a resource itself, where it has one; that of a key decides whether IAM has
 * a say.
 */
function resourcePolicy(plan: Plan, names: Names, resource: string): string | undefined {
  const bucket = [names.outputs.pluginBucket, ...Object.values(names.outputs.buckets)].find(
    (name) => /^arn:[^:]*:s3:::([^/]+)/.exec(resource)?.[1] === name,
  );
  if (bucket !== undefined) {
    const isIts = (state: unknown): boolean => at(state, "bucket") === bucket;
    return policyOf(plan, "aws:s3/bucketPolicy:BucketPolicy", isIts);
  }
  if (/^arn:[^:]*:kms:/.test(resource)) {
    const isIt = (state: unknown): boolean => at(state, "arn") === resource;
    return policyOf(plan, "aws:kms/key:Key", isIt) ?? defaultKeyPolicy(resource);
  }
  const role = plannedRoles(plan).find(({ arn }) => arn === resource);
  return role?.trust;
}

function policyOf(plan: Plan, type: string, is: (state: unknown) => boolean): string | undefined {
  const found = resourcesOfType(plan, type).find(({ state }) => is(state));
  return found && String(found.inputs["policy"]);
}

/** A key that is made without a policy leaves all to the IAM policies of its account. */
function defaultKeyPolicy(key: string): string {
  const [, partition = "", , , account = ""] = key.split(":");
  const statement = {
    Effect: "Allow",
    Principal: { AWS: `arn:${partition}:iam::${account}:root` },
    Action: "kms:*",
    Resource: "*",
  };
  return JSON.stringify({ Version: "2012-10-17", Statement: [statement] });
}
