import { service, type Mappings } from "./mapping";

const iam = service("iam");

/**
 * @see https://github.com/hashicorp/terraform-provider-aws/blob/main/internal/service/iam/role.go
 * @see https://github.com/hashicorp/terraform-provider-aws/blob/main/internal/service/iam/role_policy.go
 * @see https://github.com/hashicorp/terraform-provider-aws/blob/main/internal/service/iam/instance_profile.go
 */
export const iamMappings: Mappings = {
  "aws:iam/role:Role": {
    create: (role) => [
      iam(
        "CreateRole",
        {
          RoleName: role.physicalName(),
          AssumeRolePolicyDocument: role.text("assumeRolePolicy"),
          Description: role.value("description"),
          // The provider's schema has both as defaults.
          Path: "/",
          MaxSessionDuration: 3600,
          Tags: role.tags(),
        },
        { "Role.RoleName": role.planned("id"), "Role.Arn": role.planned("arn") },
      ),
    ],
    destroy: (role) => [iam("DeleteRole", { RoleName: role.planned("id") })],
  },
  "aws:iam/rolePolicy:RolePolicy": {
    create: (policy) => [
      iam("PutRolePolicy", {
        RoleName: policy.text("role"),
        PolicyName: policy.physicalName(),
        PolicyDocument: policy.text("policy"),
      }),
    ],
    destroy: (policy) => [
      iam("DeleteRolePolicy", {
        RoleName: policy.text("role"),
        PolicyName: policy.physicalName(),
      }),
    ],
  },
  "aws:iam/instanceProfile:InstanceProfile": {
    create: (profile) => {
      const InstanceProfileName = profile.physicalName();
      return [
        iam(
          "CreateInstanceProfile",
          { InstanceProfileName, Path: "/", Tags: profile.tags() },
          {
            "InstanceProfile.InstanceProfileName": profile.planned("id"),
            "InstanceProfile.Arn": profile.planned("arn"),
          },
        ),
        iam("AddRoleToInstanceProfile", { InstanceProfileName, RoleName: profile.text("role") }),
      ];
    },
    destroy: (profile) => {
      const InstanceProfileName = profile.physicalName();
      return [
        iam("RemoveRoleFromInstanceProfile", {
          InstanceProfileName,
          RoleName: profile.text("role"),
        }),
        iam("DeleteInstanceProfile", { InstanceProfileName }),
      ];
    },
  },
};
