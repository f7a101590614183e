import { statements } from "../../helpers/resources";
import type { Context, Request } from "./simulate";
import { ruleIn, type Role, type Stage } from "./stage";

type OneOrMore = string | readonly string[];

/** Actions, what they act on, and the context of the request. An empty list has no decisions. */
export type Row = readonly [actions: OneOrMore, resources: OneOrMore, context?: Context];

/** What a role must be able to do, and what it must not. */
export interface DecisionTable {
  readonly allowed: readonly Row[];
  readonly denied: readonly Row[];
}

/** Names the actions of a service. */
export function actionsOf(service: string) {
  return (...actions: readonly string[]): string[] =>
    actions.map((action) => `${service}:${action}`);
}

/** Returns the single requests of rows. */
export function requests(rows: readonly Row[]): Request[] {
  return rows.flatMap(([actions, resources, context]) =>
    [resources]
      .flat()
      .flatMap((resource) => [actions].flat().map((action) => ({ action, resource, context }))),
  );
}

/** Decisions of a table that fall out otherwise, in words. */
export async function wrongDecisions(
  stage: Stage,
  role: Role,
  { allowed, denied }: DecisionTable,
): Promise<string[]> {
  const refused = await Promise.all(
    requests(allowed).map(async (request) => {
      const ruling = await ruleIn(stage, role, request);
      return ruling.allowed ? [] : [`${role.name} may not ${inWords(request)}`];
    }),
  );
  // Another's resource can be out of reach by its own policy too; the role must not even ask for it.
  const granted = await Promise.all(
    requests(denied).map(async (request) => {
      const { allowed: passes, grants } = await ruleIn(stage, role, request);
      if (!passes && grants.length === 0) return [];
      return [`${role.name} may ${inWords(request)} by ${grants.join(", ")}`];
    }),
  );
  return [...refused, ...granted].flat();
}

/** Grants of a role's policies that no allowed decision of its table makes use of. */
export async function unusedGrants(
  stage: Stage,
  role: Role,
  { allowed }: DecisionTable,
): Promise<string[]> {
  const rulings = requests(allowed).map((request) => ruleIn(stage, role, request));
  const used = new Set((await Promise.all(rulings)).flatMap(({ grants }) => grants));
  return grantsOf(role).filter((grant) => !used.has(grant));
}

/** Returns everything that a role's policies grant: "policy Sid action resource", as written. */
export function grantsOf({ policies }: Role): string[] {
  return policies.flatMap(({ name, document }) =>
    statements(document).flatMap(({ Sid = "", Action, Resource }) =>
      Action.flatMap((action) =>
        Resource.map((resource) => `${name} ${Sid} ${action} ${resource}`),
      ),
    ),
  );
}

export function inWords({ action, resource, context = {} }: Request): string {
  const circumstances = Object.entries(context).map(([key, value]) => ` with ${key}=${value}`);
  return `${action} on ${resource}${circumstances.join("")}`;
}
