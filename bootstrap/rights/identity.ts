import { boundaryArn, inIam, stackName, type Stage } from "../stage";
import { actionsOf, allow, type Condition, type Statement } from "../statement";

const iam = actionsOf("iam");

/** Services that get a role of the deployment. */
const SERVICES = [
  "ec2.amazonaws.com",
  "kafkaconnect.amazonaws.com",
  "lambda.amazonaws.com",
  "vpc-flow-logs.amazonaws.com",
] as const;

/** Roles that AWS's services create for themselves when they are first used in an account. */
const SERVICE_ROLES: Readonly<Record<string, string>> = {
  "kafka.amazonaws.com": "AWSServiceRoleForKafka",
  "kafkaconnect.amazonaws.com": "AWSServiceRoleForKafkaConnect",
  "rds.amazonaws.com": "AWSServiceRoleForRDS",
  "kafka.application-autoscaling.amazonaws.com":
    "AWSServiceRoleForApplicationAutoScaling_KafkaCluster",
};

/**
 * Roles of connectors, client, flow logs and the function. What a role may do is up to the
 * deployment, but never beyond the boundary: without it, a role is neither created nor given
 * anything.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html
 */
export function identityRights(stage: Stage): Statement[] {
  const roles = [inIam(stage, `role/${stackName(stage)}-*`)];
  const bound: Condition = { StringEquals: { "iam:PermissionsBoundary": boundaryArn(stage) } };
  return [
    allow(
      "CreateRoles",
      iam("CreateRole", "DeleteRolePolicy", "PutRolePermissionsBoundary", "PutRolePolicy"),
      roles,
      bound,
    ),
    allow(
      "ChangeRoles",
      iam(
        "DeleteRole",
        "ListInstanceProfilesForRole",
        "TagRole",
        "UntagRole",
        "UpdateAssumeRolePolicy",
        "UpdateRoleDescription",
      ),
      roles,
    ),
    allow(
      "ChangeProfile",
      iam(
        "AddRoleToInstanceProfile",
        "CreateInstanceProfile",
        "DeleteInstanceProfile",
        "RemoveRoleFromInstanceProfile",
        "TagInstanceProfile",
        "UntagInstanceProfile",
      ),
      [inIam(stage, `instance-profile/${stackName(stage)}-*`)],
    ),
    allow("PassRoles", iam("PassRole"), roles, {
      StringEquals: { "iam:PassedToService": SERVICES },
    }),
    ...serviceRoles(stage),
  ];
}

/** @see https://docs.aws.amazon.com/msk/latest/developerguide/using-service-linked-roles.html */
function serviceRoles(stage: Stage): Statement[] {
  const arn = (service: string, role: string): string =>
    inIam(stage, `role/aws-service-role/${service}/${role}`);
  return [
    allow(
      "CreateServiceRoles",
      iam("CreateServiceLinkedRole"),
      Object.entries(SERVICE_ROLES).map(([service, role]) => arn(service, role)),
      { StringEquals: { "iam:AWSServiceName": Object.keys(SERVICE_ROLES) } },
    ),
    allow("SetUpServiceRole", iam("AttachRolePolicy", "PutRolePolicy"), [
      arn("kafka.amazonaws.com", "AWSServiceRoleForKafka"),
    ]),
  ];
}
