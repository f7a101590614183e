import type { Resource, ResourceRule } from "../rule";
import { policiesOf, trustOf, type Statement } from "../statements";

const ROLE = "aws:iam/role:Role";
const scope = "resource";
const types = [
  "aws:iam/policy:Policy",
  "aws:iam/rolePolicy:RolePolicy",
  "aws:iam/userPolicy:UserPolicy",
  "aws:iam/groupPolicy:GroupPolicy",
  "aws:msk/clusterPolicy:ClusterPolicy",
  ROLE,
];

/**
 * Actions for which AWS knows no resource, or documents none, so that their resource can only be `*`.
 *
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
 */
const WITHOUT_RESOURCE = [
  // Session Manager's and Run Command's channels and messages
  /^(ssmmessages|ec2messages):\w+$/i,
  /^ssm:UpdateInstanceInformation$/i,
  /^ec2:Describe\w+$/i,
  // Set-up of log delivery, which MSK and MSK Connect need
  /^logs:((Create|Delete|Get|Update)LogDelivery|ListLogDeliveries)$/i,
  /^logs:(Describe|Put)ResourcePolic(ies|y)$/i,
  /^logs:DescribeLogGroups$/i,
  /^cloudwatch:PutMetricData$/i,
  // By a version's id, which tells no schema: AWS documents it for all resources only.
  // https://docs.aws.amazon.com/glue/latest/dg/schema-registry-gs-serde.html
  /^glue:GetSchemaVersion$/i,
];

/** Last part of an ARN that stands for everything of a service, or for everything of a kind. */
const ALL_OF_SERVICE = /^\*+$/;
const ALL_OF_KIND =
  /^(cluster|topic|group|transactional-id|connector|table|secret|key|role|log-group)[/:]\*+$/;

/**
 * EC2 does not say for whom it takes on a role; one is only ever passed to instances of its own
 * account.
 */
const WITHOUT_SOURCE = ["ec2.amazonaws.com", "ec2.amazonaws.com.cn"];

export const iamRules: readonly ResourceRule[] = [
  {
    id: "iam-no-wildcard-action",
    title: "No policy allows all actions, or all of a service such as kafka-cluster:*",
    controls: ["Security Hub IAM.1", "Security Hub IAM.21", "Checkov CKV_AWS_63"],
    why: "It allows what nobody thought of, deleting among it.",
    fix: "Name the actions that are needed",
    scope,
    types,
    check: (resource) => findingsOf(resource, wildcardActions),
  },
  {
    id: "iam-no-wildcard-resource",
    title: "No policy allows an action on all resources where it takes an ARN",
    controls: ["Checkov CKV_AWS_355"],
    why: "A role for one topic or table would reach those of every other stack of the account.",
    fix: "Name the ARNs; a wildcard may end a name but not be one",
    scope,
    types,
    check: (resource) => findingsOf(resource, wildcardResources),
  },
  {
    /** @see https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html */
    id: "iam-trust-source-account",
    title: "A role for a service names the account that the service acts for",
    controls: [],
    why: "Otherwise another account could have the service act with this role, as its confused deputy.",
    fix: "Add the condition StringEquals aws:SourceAccount to the role's trust policy",
    scope,
    types: [ROLE],
    check: ({ props }) => trustOf(props).filter(isAllowed).flatMap(unboundServices),
  },
];

function findingsOf(
  resource: Resource,
  find: (statement: Statement) => readonly string[],
): readonly string[] {
  return policiesOf(resource.props).filter(isAllowed).flatMap(find);
}

function isAllowed({ effect }: Statement): boolean {
  return effect === "Allow";
}

function wildcardActions({ sid, actions, notActions }: Statement): readonly string[] {
  return [
    ...actions
      .filter((action) => /^(\*|[\w-]+:\*)$/.test(action))
      .map((action) => `Statement ${sid} allows the action ${action}`),
    ...notActions.map((action) => `Statement ${sid} allows every action but ${action}`),
  ];
}

function wildcardResources({
  sid,
  actions,
  resources,
  notResources,
}: Statement): readonly string[] {
  const restrictable = actions.filter(
    (action) => !WITHOUT_RESOURCE.some((pattern) => pattern.test(action)),
  );
  if (restrictable.length === 0) return [];
  const what = `Statement ${sid} allows ${restrictable.join(", ")}`;
  return [
    ...resources.filter(isWildcard).map((resource) => `${what} on ${resource}`),
    ...notResources.map((resource) => `${what} on everything but ${resource}`),
  ];
}

function isWildcard(resource: string): boolean {
  const [, , service, , , ...rest] = resource.split(":");
  const name = rest.join(":");
  // The name of a bucket stands where other services have the kind.
  return (
    ALL_OF_SERVICE.test(resource) ||
    ALL_OF_SERVICE.test(name) ||
    (service !== "s3" && ALL_OF_KIND.test(name))
  );
}

function unboundServices({ services, conditions }: Statement): readonly string[] {
  const isBound = conditions.some(({ key }) => key.toLowerCase() === "aws:sourceaccount");
  return services
    .filter((service) => !isBound && !WITHOUT_SOURCE.includes(service))
    .map((service) => `${service} may take on the role for any account`);
}
