import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { z } from "zod";
import { deployPolicies, previewPolicies } from "../../../bootstrap/policies";
import type { Stage } from "../../../bootstrap/stage";
import { policyDocument } from "../../../bootstrap/statement";

type Inputs = Readonly<Record<string, unknown>>;
interface Registered {
  readonly type: string;
  readonly name: string;
  readonly inputs: Inputs;
}

const account = "123456789012";
const provider = `arn:aws:iam::${account}:oidc-provider/token.actions.githubusercontent.com`;
const prod: Stage = {
  partition: "aws",
  region: "eu-west-1",
  account,
  project: "msk-pipeline",
  stage: "prod",
  tableNames: "kafka_",
};

describe("the bootstrap program", () => {
  const registered: Registered[] = [];
  let outputs: Inputs;

  before(async () => {
    await pulumi.runtime.setMocks(
      {
        call: ({ token }) => answers[token] ?? assert.fail(`The program calls ${token}`),
        newResource: ({ type, name, inputs: given }) => {
          const inputs = z.record(z.string(), z.unknown()).parse(given);
          registered.push({ type, name, inputs });
          return { id: name, state: { ...inputs, arn: arnOf(type, name, inputs) } };
        },
      },
      "msk-pipeline-access",
      "acme",
    );
    pulumi.runtime.setAllConfig({
      "msk-pipeline-access:repository": "acme/msk-pipeline",
      "msk-pipeline-access:stages": JSON.stringify(["dev", "prod"]),
      "msk-pipeline-access:tableNames": "kafka_",
    });
    const { default: program } = await import("../../../bootstrap/index.js");
    const settled = pulumi.output(await program());
    outputs = await new Promise((resolve) => {
      settled.apply(resolve);
    });
    await pulumi.runtime.disconnect();
  });

  it("creates GitHub's identity provider once, for AWS's STS", () => {
    assert.deepEqual(
      ofType("aws:iam/openIdConnectProvider:OpenIdConnectProvider").map(({ inputs }) => inputs),
      [
        {
          url: "https://token.actions.githubusercontent.com",
          clientIdLists: ["sts.amazonaws.com"],
        },
      ],
    );
  });

  it("trusts jobs in the stage's environment to deploy, and pull requests to preview", () => {
    const previews = (stage: string): string[] => [
      "repo:acme/msk-pipeline:pull_request",
      `repo:acme/msk-pipeline:environment:${stage}-preview`,
    ];
    const roles = ofType("aws:iam/role:Role").map(({ inputs }) => [
      inputs["name"],
      subjectsOf(inputs),
      inputs["maxSessionDuration"],
    ]);
    assert.deepEqual(roles, [
      ["preview-msk-pipeline-dev", previews("dev"), 3_600],
      ["deploy-msk-pipeline-dev", ["repo:acme/msk-pipeline:environment:dev"], 14_400],
      ["preview-msk-pipeline-prod", previews("prod"), 3_600],
      ["deploy-msk-pipeline-prod", ["repo:acme/msk-pipeline:environment:prod"], 14_400],
    ]);
  });

  it("gives each role its policies and nothing else", () => {
    for (const [role, policies] of [
      ["deploy-msk-pipeline-prod", deployPolicies(prod)],
      ["preview-msk-pipeline-prod", previewPolicies(prod)],
    ] as const) {
      const attached = ofType("aws:iam/rolePolicyAttachment:RolePolicyAttachment")
        .filter(({ inputs }) => inputs["role"] === role)
        .map(({ inputs }) => inputs["policyArn"]);
      const documents = ofType("aws:iam/policy:Policy")
        .filter(({ type, name, inputs }) => attached.includes(arnOf(type, name, inputs)))
        .map(({ inputs }) => inputs["policy"]);
      assert.deepEqual(documents, Object.values(policies).map(policyDocument));
      assert.equal(attached.length, documents.length);
    }
  });

  it("tells what goes into the workflows' variables and the stages' settings", () => {
    assert.deepEqual(outputs, {
      previewRoles: byStage((stage) => `role/preview-msk-pipeline-${stage}`),
      deployRoles: byStage((stage) => `role/deploy-msk-pipeline-${stage}`),
      operatePolicies: byStage((stage) => `policy/operate-msk-pipeline-${stage}`),
      permissionsBoundaries: byStage((stage) => `policy/boundary-msk-pipeline-${stage}`),
    });
  });

  function ofType(type: string): Registered[] {
    return registered.filter((resource) => resource.type === type);
  }
});

const answers: Readonly<Record<string, Inputs>> = {
  "aws:index/getCallerIdentity:getCallerIdentity": { accountId: account },
  "aws:index/getPartition:getPartition": { partition: "aws" },
  "aws:index/getRegion:getRegion": { region: "eu-west-1" },
};

function arnOf(type: string, name: string, inputs: Inputs): string {
  if (type.startsWith("aws:iam/openIdConnectProvider")) return provider;
  const kind = type === "aws:iam/role:Role" ? "role" : "policy";
  return `arn:aws:iam::${account}:${kind}/${z.string().default(name).parse(inputs["name"])}`;
}

/** Returns the subjects that a role trusts, where it trusts just those of GitHub's tokens for AWS. */
function subjectsOf(role: Inputs): unknown {
  const claim = (name: string): string => `token.actions.githubusercontent.com:${name}`;
  const trust = z.object({ Statement: z.array(z.record(z.string(), z.unknown())) });
  const [statement] = trust.parse(JSON.parse(String(role["assumeRolePolicy"]))).Statement;
  const equals = z.object({ StringEquals: z.record(z.string(), z.unknown()) });
  const subjects = equals.parse(statement?.["Condition"]).StringEquals[claim("sub")];
  assert.deepEqual(statement, {
    Effect: "Allow",
    Principal: { Federated: provider },
    Action: ["sts:AssumeRoleWithWebIdentity"],
    Condition: { StringEquals: { [claim("aud")]: "sts.amazonaws.com", [claim("sub")]: subjects } },
  });
  return subjects;
}

function byStage(resource: (stage: string) => string): Record<string, string> {
  return Object.fromEntries(
    ["dev", "prod"].map((stage) => [stage, `arn:aws:iam::${account}:${resource(stage)}`]),
  );
}
