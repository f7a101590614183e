import type { PlannedResource } from "../../../plan/plan";
import { all } from "../../helpers/resources";
import { actionsOf, type Row } from "../iam/decisions";
import type { Context } from "../iam/simulate";
import { made, owned, provider, schema, type TypeCalls } from "./calls";
import { Here } from "./here";

const iam = actionsOf("iam");

/** Returns the boundary that the program gives a role, where it gives one. */
function boundaryOf({ inputs }: PlannedResource): Context {
  const { permissionsBoundary } = inputs;
  return typeof permissionsBoundary === "string"
    ? { "iam:PermissionsBoundary": permissionsBoundary }
    : {};
}

const role: TypeCalls = {
  sources: [schema("iam-role"), provider("iam/role.go")],
  calls: (resource, here) => {
    const arn = here.arnOf(resource);
    const own = owned(resource);
    const bound = boundaryOf(resource);
    const read: Row[] = [
      [iam("GetRole", "GetRolePolicy", "ListAttachedRolePolicies", "ListRolePolicies"), arn, own],
    ];
    return {
      create: [
        [iam("CreateRole"), arn, { ...made(resource), ...bound }],
        [iam("TagRole"), arn, made(resource)],
        ...read,
      ],
      read,
      update: [
        [iam("TagRole", "UntagRole", "UpdateAssumeRolePolicy", "UpdateRoleDescription"), arn, own],
        [iam("PutRolePermissionsBoundary"), arn, { ...own, ...bound }],
        ...read,
      ],
      delete: [[iam("DeleteRole", "ListInstanceProfilesForRole"), arn, own], ...read],
    };
  },
};

const rolePolicy: TypeCalls = {
  sources: [schema("iam-rolepolicy"), provider("iam/role_policy.go")],
  calls: (resource, here) => {
    const name = Here.text(resource, "role");
    const arn = here.physical(here.iam(`role/${name}`));
    const bound = all(here.plan.resources, "aws:iam/role:Role")
      .filter(({ state }) => state["id"] === name)
      .map(boundaryOf)
      .reduce<Context>((_, context) => context, {});
    const read: Row[] = [[iam("GetRolePolicy"), arn]];
    const put: Row[] = [[iam("PutRolePolicy"), arn, bound], ...read];
    return {
      create: put,
      read,
      update: put,
      delete: [[iam("DeleteRolePolicy"), arn, bound], ...read],
    };
  },
};

const instanceProfile: TypeCalls = {
  sources: [schema("iam-instanceprofile"), provider("iam/instance_profile.go")],
  calls: (resource, here) => {
    const arn = here.arnOf(resource);
    const own = owned(resource);
    const passed: Row = [
      iam("PassRole"),
      here.physical(here.iam(`role/${Here.text(resource, "role")}`)),
      { "iam:PassedToService": "ec2.amazonaws.com" },
    ];
    const read: Row[] = [[iam("GetInstanceProfile"), arn, own]];
    return {
      create: [
        [iam("CreateInstanceProfile", "TagInstanceProfile"), arn, made(resource)],
        [iam("AddRoleToInstanceProfile"), arn, own],
        passed,
        ...read,
      ],
      read,
      update: [
        [
          iam(
            "AddRoleToInstanceProfile",
            "RemoveRoleFromInstanceProfile",
            "TagInstanceProfile",
            "UntagInstanceProfile",
          ),
          arn,
          own,
        ],
        passed,
        ...read,
      ],
      delete: [[iam("DeleteInstanceProfile", "RemoveRoleFromInstanceProfile"), arn, own], ...read],
    };
  },
};

export const identityCalls: Readonly<Record<string, TypeCalls>> = {
  "aws:iam/instanceProfile:InstanceProfile": instanceProfile,
  "aws:iam/role:Role": role,
  "aws:iam/rolePolicy:RolePolicy": rolePolicy,
};
