import type { PolicyDocument, PolicyStatement } from "@pulumi/aws/iam";
import type { Input, Unwrap } from "@pulumi/pulumi";
import { serviceName } from "./partition";

/** What somebody may do: one statement of an IAM policy. */
export interface Grant {
  /** Names the statement, letters and digits only. */
  readonly sid: string;
  readonly actions: readonly string[];
  /** ARNs, exact wherever one can be named. */
  readonly resources: readonly Input<string>[];
  /** Operator, then condition key, then value. */
  readonly conditions?: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/** A grant whose ARNs are known. */
export type KnownGrant = Unwrap<Grant>;

/** Conditions of a KMS key that is used by an AWS service alone, for whoever asks the service. */
export function viaService(service: string, region: string): NonNullable<Grant["conditions"]> {
  return { StringEquals: { "kms:ViaService": serviceName(service, region) } };
}

/** Returns a role's policy as JSON. */
export function policyDocument(grants: readonly KnownGrant[]): string {
  return policyJson(...grants.map(statement));
}

/** Returns a resource's own policy as JSON, by which accounts may let their roles do what is granted. */
export function accountsPolicy(
  partition: string,
  accounts: readonly string[],
  grants: readonly KnownGrant[],
): string {
  const roots = accounts.map((account) => `arn:${partition}:iam::${account}:root`).sort();
  return policyJson(...grants.map((grant) => ({ ...statement(grant), Principal: { AWS: roots } })));
}

function statement({ sid, actions, resources, conditions }: KnownGrant): KnownStatement {
  return {
    Sid: sid,
    Effect: "Allow",
    Action: [...actions].sort(),
    Resource: [...resources].sort(),
    ...(conditions === undefined ? {} : { Condition: conditions }),
  };
}

/** A statement whose every part is known. */
export type KnownStatement = Known<PolicyStatement>;

/** Renders statements whose every part is known as a policy in JSON. */
export function policyJson(...statements: readonly KnownStatement[]): string {
  const document: PolicyDocument = { Version: "2012-10-17", Statement: [...statements] };
  return JSON.stringify(document);
}

/** Without outputs, which JSON would not hold. */
type Known<T> = { readonly [K in keyof T]: Unwrap<T[K]> };

/** Who sends the requests that a service's role may serve. */
export interface ServiceTrust {
  /** Service principal such as kafkaconnect.amazonaws.com. */
  readonly service: string;
  readonly account: string;
  /** ARN pattern of what the service acts for. */
  readonly source: string;
}

/**
 * Returns the trust policy of a role that a service takes on, as JSON: only for this account and
 * this source.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html
 */
export function serviceTrust({ service, account, source }: ServiceTrust): string {
  return policyJson({
    Effect: "Allow",
    Principal: { Service: service },
    Action: "sts:AssumeRole",
    Condition: {
      StringEquals: { "aws:SourceAccount": account },
      ArnLike: { "aws:SourceArn": source },
    },
  });
}
