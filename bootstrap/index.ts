import * as aws from "@pulumi/aws";
import * as iam from "@pulumi/aws/iam";
import * as pulumi from "@pulumi/pulumi";
import { checkedSubject } from "./settings";
import type { Stage } from "./stage";
import { StageAccess } from "./stageAccess";
import { AUDIENCE, GITHUB } from "./trust";

/** Project of the pipeline, with which the names of what it deploys begin. */
const PROJECT = "msk-pipeline";

/** GitHub's identity provider, and a role for each thing that somebody does with a stage. */
async function program(): Promise<Record<string, unknown>> {
  const config = new pulumi.Config();
  const stageNames = config.requireObject<string[]>("stages");
  const subject = checkedSubject({
    repository: config.require("repository"),
    subject: config.get("subject") ?? "",
    stages: stageNames,
  });
  const providerArn = identityProvider(config.get("oidcProviderArn") ?? "");
  const here = await whereDeployed();
  const accesses = stageNames.map((stage) => {
    const named = { project: PROJECT, stage, tableNames: config.require("tableNames") };
    const stateOf = { stateBucket: given("stateBucket"), stateKeyArn: given("stateKeyArn") };
    const args = { stage: { ...here, ...named, ...stateOf }, providerArn, subject };
    return [stage, new StageAccess(stage, args)] as const;
  });
  const byStage = (arn: (access: StageAccess) => pulumi.Output<string>) =>
    Object.fromEntries(accesses.map(([stage, access]) => [stage, arn(access)]));
  return {
    previewRoles: byStage((access) => access.previewRoleArn),
    deployRoles: byStage((access) => access.deployRoleArn),
    operatePolicies: byStage((access) => access.operatePolicyArn),
    permissionsBoundaries: byStage((access) => access.boundaryArn),
  };

  function given(setting: string): string | undefined {
    const value = config.get(setting) ?? "";
    return value === "" ? undefined : value;
  }
}

/** Returns the ARN of GitHub's identity provider, which is created where the account has none. */
function identityProvider(existingArn: string): pulumi.Input<string> {
  if (existingArn !== "") return existingArn;
  return new iam.OpenIdConnectProvider("github", {
    url: `https://${GITHUB}`,
    clientIdLists: [AUDIENCE],
  }).arn;
}

async function whereDeployed(): Promise<Pick<Stage, "partition" | "region" | "account">> {
  const [{ accountId: account }, { partition }, { region }] = await Promise.all([
    aws.getCallerIdentity(),
    aws.getPartition(),
    aws.getRegion(),
  ]);
  return { partition, region, account };
}

export = program;
