import { requests, type Row } from "../iam/decisions";
import type { Request } from "../iam/simulate";
import { isOwn, tableOf, type RoleName } from "../iam/tables";
import { owned } from "./calls";
import type { Deployment } from "./roles";

/** Everything that the roles of a stage need for their work, as their decision tables have it. */
export function workOfRoles({ stage, here }: Deployment, roles: readonly RoleName[]): Request[] {
  const [key] = stage.plan.resources.filter(({ type }) => type === "aws:kms/key:Key");
  const rows = roles
    .filter(isOwn)
    .flatMap((role): readonly Row[] => tableOf(role, stage.names).allowed);
  return requests(rows).map(({ action, resource, context }) => ({
    action,
    resource: here.physical(resource),
    context: { ...context, ...(key !== undefined && action.startsWith("kms:") ? owned(key) : {}) },
  }));
}
