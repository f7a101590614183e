import { actionsOf } from "./statement";

/** Host of GitHub's tokens, with which the condition keys begin. */
export const GITHUB = "token.actions.githubusercontent.com";
/** For whom a token must be made out. */
export const AUDIENCE = "sts.amazonaws.com";

/**
 * Returns the trust policy of a role for jobs on GitHub whose token has exactly one of these
 * subjects, such as `repo:acme/msk-pipeline:environment:prod`.
 *
 * @see https://docs.github.com/en/actions/how-tos/secure-your-work/security-harden-deployments/oidc-in-aws
 */
export function githubTrust(providerArn: string, subjects: readonly string[]): string {
  const statement = {
    Effect: "Allow",
    Principal: { Federated: providerArn },
    Action: actionsOf("sts")("AssumeRoleWithWebIdentity"),
    Condition: { StringEquals: { [`${GITHUB}:aud`]: AUDIENCE, [`${GITHUB}:sub`]: subjects } },
  };
  return JSON.stringify({ Version: "2012-10-17", Statement: [statement] });
}
