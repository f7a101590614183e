import {
  boundaryPolicy,
  deployPolicies,
  operatePolicy,
  previewPolicies,
} from "../../../bootstrap/policies";
import { accessName, inIam, type Stage as Deployed } from "../../../bootstrap/stage";
import { policyDocument, type Statement } from "../../../bootstrap/statement";
import { PLAN_ACCOUNT } from "../../../plan/computed";
import { plan } from "../../helpers/stagePlans";
import { inWords } from "../iam/decisions";
import { namesOf } from "../iam/names";
import type { Request, Ruling } from "../iam/simulate";
import { ruleIn, type Role, type Stage } from "../iam/stage";
import { Here } from "./here";

export type Kind = "boundary" | "deploy" | "operate" | "preview";

/** A stage as it can be deployed, with all that it can have. */
export interface Deployment {
  readonly stage: Stage;
  readonly here: Here;
}

/**
 * Loads a stage with both pipelines, the client, the boundary of its roles, and what the settings
 * say besides.
 */
export async function deployment(
  name: string,
  ...settings: readonly string[]
): Promise<Deployment> {
  const bound = `permissionsBoundaryArn=arn:aws:iam::${PLAN_ACCOUNT}:policy/boundary-msk-pipeline-${name}`;
  const loaded = await plan(name, "pipeline=all", "kafkaClient=true", bound, ...settings);
  const here = new Here(loaded);
  return { stage: { plan: loaded, names: namesOf(loaded), roles: [] }, here };
}

/** Returns the statements of everything that a role may do, or of a policy. */
export function statementsOf(kind: Kind, stage: Deployed): readonly Statement[] {
  switch (kind) {
    case "boundary":
      return boundaryPolicy(stage);
    case "deploy":
      return Object.values(deployPolicies(stage)).flat();
    case "operate":
      return operatePolicy(stage);
    case "preview":
      return Object.values(previewPolicies(stage)).flat();
  }
}

/** Somebody with the rights of statements. */
export function roleWith(kind: Kind, stage: Deployed, statements: readonly Statement[]): Role {
  return {
    name: kind,
    arn: inIam(stage, `role/${accessName(kind, stage)}`),
    policies: [{ name: kind, document: policyDocument(statements) }],
  };
}

export function roleOf(kind: Kind, { here }: Deployment): Role {
  return roleWith(kind, here.stage, statementsOf(kind, here.stage));
}

/** A request and how AWS decides it. */
export type Decision = readonly [request: Request, ruling: Ruling];

export function decisions(
  { stage }: Deployment,
  role: Role,
  asked: readonly Request[],
): Promise<Decision[]> {
  return Promise.all(
    asked.map(async (request): Promise<Decision> => [request, await ruleIn(stage, role, request)]),
  );
}

/** Requests that AWS would refuse, in words. */
export function refused(decided: readonly Decision[]): string[] {
  return decided.filter(([, { allowed }]) => !allowed).map(([request]) => inWords(request));
}

/** Requests that the role's own policies let pass, in words and with what lets them. */
export function granted(decided: readonly Decision[]): string[] {
  return decided
    .filter(([, { allowed, grants }]) => allowed || grants.length > 0)
    .map(([request, { grants }]) => `${inWords(request)} by ${grants.join(", ")}`);
}
