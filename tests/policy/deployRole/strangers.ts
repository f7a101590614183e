import type { Stage } from "../../../bootstrap/stage";
import { OTHER_ACCOUNT } from "../iam/names";
import type { Request } from "../iam/simulate";

/** The same request on what is another's. */
export type Estrange = (request: Request, stage: Stage) => Request;

/** On the same thing of another stage, of another project, and of another account. */
export const estranged = {
  "another stage": (request, { project, stage }) =>
    renamed(
      request,
      [
        [`${project}-${stage}`, `${project}-another`],
        [`${project}/${stage}/`, `${project}/another/`],
        [`/${project}/${stage}.`, `/${project}/another.`],
        [`/${stage}-`, "/another-"],
        [`/${stage}.`, "/another."],
      ],
      { Stage: "another" },
    ),
  "another project": (request, { project, stage }) =>
    renamed(
      request,
      [
        [`${project}-${stage}`, `payments-${stage}`],
        [`/${project}/`, "/payments/"],
        [`/${stage}-`, `/payments-${stage}-`],
      ],
      { Project: "payments" },
    ),
  // AWS's public parameters are the same for all accounts.
  "another account": (request, { account }) =>
    request.resource.includes(":parameter/aws/")
      ? request
      : renamed(request, [[account, OTHER_ACCOUNT]], {}),
} as const satisfies Readonly<Record<string, Estrange>>;

type Renaming = readonly [from: string, to: string];

function renamed(
  { action, resource, context = {} }: Request,
  renamings: readonly Renaming[],
  tags: Readonly<Record<string, string>>,
): Request {
  const rename = (text: string): string =>
    renamings.reduce((result, [from, to]) => result.replaceAll(from, to), text);
  const changed = Object.entries(context).map(([key, value]): [string, string] => {
    const tag = /^aws:(?:Request|Resource)Tag\/(\w+)$/.exec(key)?.[1];
    const given = tag === undefined ? undefined : tags[tag];
    return [key, given ?? (key.startsWith("aws:ResourceTag/aws:rds:") ? rename(value) : value)];
  });
  return { action, resource: rename(resource), context: Object.fromEntries(changed) };
}

/**
 * What AWS cannot tell to be the stage's, neither by name nor by tag, and why that must do. All else
 * is refused on anything of another stage or project.
 */
export const unscoped: Readonly<Record<string, string>> = {
  "cloudwatch:DeleteAlarms": "AWS names the alarms after the target, which has an id",
  "cloudwatch:DescribeAlarms": "as DeleteAlarms",
  "cloudwatch:PutMetricAlarm": "as DeleteAlarms",
  "dynamodb:*": "a table's name comes from its topic; no two stages of a region can have the same",
  "ec2:CreateNetworkInterface": "a new interface has no tags; where it may be is restricted",
  "ec2:RunInstances": "an image is Amazon's, new interfaces and volumes have no tags yet",
  "iam:AttachRolePolicy": "the role that Amazon MSK makes for itself, once an account",
  "iam:CreateServiceLinkedRole": "roles that services make for themselves, once an account",
  "iam:PutRolePolicy": "as AttachRolePolicy",
  "kms:Decrypt": "the key of the state, which the team names itself",
  "kms:DescribeKey": "AWS's own keys too; it tells nothing secret",
  "kms:Encrypt": "as Decrypt",
  "kms:GenerateDataKey": "as Decrypt",
  "rds:CreateDBCluster": "the default option group, which nobody owns",
  "rds:DescribeGlobalClusters": "AWS asks for all",
  "s3:GetObject": "the version of the state's layout",
  "s3:ListBucket": "the bucket of the state, which all stages share",
  "secretsmanager:CreateSecret": "RDS names its secrets itself, and new ones have no tags",
  "secretsmanager:TagResource": "as CreateSecret",
  "ssm:GetParameter": "public parameters of AWS",
};
