import * as iam from "@pulumi/aws/iam";
import * as pulumi from "@pulumi/pulumi";
import {
  boundaryPolicy,
  deployPolicies,
  operatePolicy,
  previewPolicies,
  type Policies,
} from "./policies";
import { accessName, type Stage } from "./stage";
import { policyDocument, type Statement } from "./statement";
import { githubTrust } from "./trust";

/** Seconds that a deployment may take: a new cluster is up to 45 minutes, a change of brokers hours. */
const DEPLOYMENT_SECONDS = 4 * 60 * 60;

export interface StageAccessArgs {
  readonly stage: Stage;
  /** ARN of GitHub's identity provider. */
  readonly providerArn: pulumi.Input<string>;
  /** Start of the subjects in the repository's tokens, such as `repo:acme/msk-pipeline`. */
  readonly subject: string;
}

/**
 * How people and workflows reach a stage: a preview role for pull requests, a deploy role for the
 * GitHub environment of the stage's name, a policy for operators, and the boundary of the roles that
 * a deployment creates. It costs nothing.
 *
 *     new StageAccess("prod", { stage, providerArn, subject: "repo:acme/msk-pipeline" });
 */
export class StageAccess extends pulumi.ComponentResource {
  readonly previewRoleArn: pulumi.Output<string>;
  readonly deployRoleArn: pulumi.Output<string>;
  readonly operatePolicyArn: pulumi.Output<string>;
  readonly boundaryArn: pulumi.Output<string>;

  constructor(
    private readonly name: string,
    private readonly args: StageAccessArgs,
    opts?: pulumi.ComponentResourceOptions,
  ) {
    super("msk-pipeline-access:index:StageAccess", name, {}, opts);
    const { stage, subject } = args;
    this.boundaryArn = this.policy("boundary", accessName("boundary", stage), {
      description: "The most that a role of a deployment may do",
      statements: boundaryPolicy(stage),
    });
    this.operatePolicyArn = this.policy("operate", accessName("operate", stage), {
      description: "What the commands on a running stage need",
      statements: operatePolicy(stage),
    });
    // A scheduled job, and one before an approval, show their environment instead of a pull request.
    const previews = [`${subject}:pull_request`, `${subject}:environment:${stage.stage}-preview`];
    this.previewRoleArn = this.role("preview", previews, previewPolicies(stage));
    this.deployRoleArn = this.role(
      "deploy",
      [`${subject}:environment:${stage.stage}`],
      deployPolicies(stage),
      DEPLOYMENT_SECONDS,
    );
    this.registerOutputs({
      previewRoleArn: this.previewRoleArn,
      deployRoleArn: this.deployRoleArn,
      operatePolicyArn: this.operatePolicyArn,
      boundaryArn: this.boundaryArn,
    });
  }

  private role(
    kind: "deploy" | "preview",
    subjects: readonly string[],
    policies: Policies,
    maxSessionDuration = 60 * 60,
  ): pulumi.Output<string> {
    const { stage, providerArn } = this.args;
    const role = new iam.Role(
      `${this.name}-${kind}`,
      {
        name: accessName(kind, stage),
        description: `GitHub's jobs of ${subjects.join(" and ")}`,
        assumeRolePolicy: pulumi.output(providerArn).apply((arn) => githubTrust(arn, subjects)),
        maxSessionDuration,
      },
      { parent: this },
    );
    for (const [part, statements] of Object.entries(policies)) {
      const policyArn = this.policy(`${kind}-${part}`, `${accessName(kind, stage)}-${part}`, {
        description: `What ${accessName(kind, stage)} may do: ${part}`,
        statements,
      });
      new iam.RolePolicyAttachment(
        `${this.name}-${kind}-${part}`,
        { role: role.name, policyArn },
        { parent: this },
      );
    }
    return role.arn;
  }

  private policy(
    part: string,
    name: string,
    { description, statements }: { description: string; statements: readonly Statement[] },
  ): pulumi.Output<string> {
    const policy = policyDocument(statements);
    const args = { name, description, policy };
    return new iam.Policy(`${this.name}-${part}`, args, { parent: this }).arn;
  }
}
