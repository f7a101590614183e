import {
  validateEndpointPolicy,
  validateIdentityPolicy,
  validateResourcePolicy,
  validateTrustPolicy,
  type ValidationError,
} from "@cloud-copilot/iam-policy";
import type { AwsRequest } from "../../requests/request";
import { valueAtPath } from "../valueAtPath";
import type { Fault } from "../violation";
import { valuesAt } from "./rule";

const QUOTAS = "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html";
const GRAMMAR = "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html";

/** Characters of a role's trust policy and of all its inline policies, without white space. */
const TRUST_CHARACTERS = 2048;
const INLINE_CHARACTERS = 10240;

type Validator = (document: unknown) => readonly ValidationError[];

/** The members that hold a policy document, and the kind of it. */
const DOCUMENTS: Readonly<Record<string, readonly [member: string, Validator]>> = {
  "iam CreateRole": ["AssumeRolePolicyDocument", validateTrustPolicy],
  "iam PutRolePolicy": ["PolicyDocument", validateIdentityPolicy],
  "s3 PutBucketPolicy": ["Policy", validateResourcePolicy],
  "kms CreateKey": ["Policy", validateResourcePolicy],
  "kafka PutClusterPolicy": ["Policy", validateResourcePolicy],
  "sns SetTopicAttributes": ["AttributeValue", validateResourcePolicy],
  "ec2 CreateVpcEndpoint": ["PolicyDocument", validateEndpointPolicy],
};

/** Returns what is wrong with the grammar or the size of a policy document. */
export function policyFaults({ service, operation, params }: AwsRequest): readonly Fault[] {
  const [member, validate] = DOCUMENTS[`${service} ${operation}`] ?? [];
  if (member === undefined || validate === undefined) return [];
  return valuesAt(params, member).flatMap(({ value }) => [
    ...grammarFaults(member, value, validate),
    ...(operation === "CreateRole" && characters(value) > TRUST_CHARACTERS
      ? [tooLong(member, value, characters(value), TRUST_CHARACTERS)]
      : []),
  ]);
}

function grammarFaults(member: string, value: unknown, validate: Validator): readonly Fault[] {
  const document = parsed(value);
  if (document === undefined) {
    return [{ member, value, problem: "is no JSON", source: GRAMMAR }];
  }
  return validate(document).map(({ path, message }) => ({
    member: `${member} ${path}`,
    value: valueAtPath(document, path.split(/[.[\]]+/)),
    problem: `is no policy: ${message}`,
    source: GRAMMAR,
  }));
}

/** Returns the roles whose inline policies are too long together. */
export function inlinePolicyFaults<R extends AwsRequest>(
  requests: readonly R[],
): readonly (Fault & { readonly request: R })[] {
  const puts = requests.filter(({ operation }) => operation === "PutRolePolicy");
  const roles = new Set(puts.map(({ params }) => params["RoleName"]));
  return [...roles].flatMap((role) => {
    const policies = puts.filter(({ params }) => params["RoleName"] === role);
    const documents = policies.map(({ params }) => params["PolicyDocument"]);
    const total = documents.reduce<number>((sum, document) => sum + characters(document), 0);
    const [request] = policies;
    return request !== undefined && total > INLINE_CHARACTERS
      ? [{ ...tooLong("PolicyDocument", documents[0], total, INLINE_CHARACTERS), request }]
      : [];
  });
}

function tooLong(member: string, value: unknown, length: number, max: number): Fault {
  const problem = `comes to ${length} characters without white space, more than ${max}`;
  return { member, value, problem, source: QUOTAS };
}

function characters(document: unknown): number {
  return String(document).replace(/\s/g, "").length;
}

function parsed(value: unknown): unknown {
  try {
    return JSON.parse(String(value));
  } catch {
    return undefined;
  }
}
