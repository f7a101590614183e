import { runSimulation, type SingleResourceSimulationResult } from "@cloud-copilot/iam-simulate";
import { z } from "zod";
import { exchanged } from "../../helpers/newerActions";

/** Context keys of a request, such as kms:ViaService. */
export type Context = Readonly<Record<string, string>>;

export interface IdentityPolicy {
  readonly name: string;
  /** Policy document as JSON. */
  readonly document: string;
}

/** Who asks: a service such as ec2.amazonaws.com, which has no policies, or a role. */
export interface Principal {
  readonly arn: string;
  readonly policies: readonly IdentityPolicy[];
}

export interface Request {
  readonly action: string;
  /** ARN, or `*` for an action for which AWS knows no resource. */
  readonly resource: string;
  readonly context?: Context | undefined;
}

export interface Ruling {
  /** Whether AWS would let the request pass. */
  readonly allowed: boolean;
  /** What the principal's own policies grant for it: "policy Sid action resource", as written. */
  readonly grants: readonly string[];
}

/**
 * Returns what AWS would decide, by the principal's policies and the one of the resource. The
 * library knows every action with its resource types and condition keys: what AWS could never be
 * asked, such as a misspelt action or a key that it would ignore, is an error rather than a denial.
 */
export async function rule(
  principal: Principal,
  { action, resource, context = {} }: Request,
  resourcePolicy?: string,
): Promise<Ruling> {
  const simulated = await runSimulation(
    {
      request: {
        principal: principal.arn,
        action: exchanged(action, action),
        resource: { resource, accountId: accountOf(resource) ?? accountOf(principal.arn) ?? "" },
        contextVariables: { ...context },
      },
      identityPolicies: principal.policies.flatMap(({ name, document }) => {
        const policy = concerning(action, exchanged(action, document));
        return policy.Statement.length === 0 ? [] : [{ name, policy }];
      }),
      serviceControlPolicies: [],
      resourceControlPolicies: [],
      ...(resourcePolicy === undefined ? {} : { resourcePolicy: parsed(resourcePolicy) }),
    },
    {},
  );
  const request = `${action} on ${resource}`;
  switch (simulated.resultType) {
    case "error":
      throw new Error(`${request} cannot be simulated: ${JSON.stringify(simulated.errors)}`);
    case "wildcard":
      throw new Error(`${request} cannot be decided: name one resource`);
    case "single": {
      const ignored = simulated.result.ignoredContextKeys ?? [];
      if (ignored.length > 0) throw new Error(`${request} has no context ${ignored.join()}`);
      return {
        allowed: simulated.overallResult === "Allowed",
        grants: grantsOf(simulated).map((grant) => exchanged(action, grant)),
      };
    }
  }
}

function grantsOf({ result }: SingleResourceSimulationResult): string[] {
  const statements = result.analysis.identityAnalysis?.allowStatements ?? [];
  return statements.flatMap(({ policyId, explain: { identifier, actions, resources } }) =>
    matching(actions).flatMap(({ action }) =>
      matching(resources).map(({ resource }) => `${policyId} ${identifier} ${action} ${resource}`),
    ),
  );
}

function matching<T extends { readonly matches: boolean }>(explained: T | T[] = []): T[] {
  return (Array.isArray(explained) ? explained : [explained]).filter(({ matches }) => matches);
}

/** Account that an ARN names; S3's name none. */
function accountOf(arn: string): string | undefined {
  return /^arn:[^:]*:[^:]*:[^:]*:(\d{12}):/.exec(arn)?.[1];
}

function parsed(document: string): unknown {
  return JSON.parse(document);
}

const oneOrMore = z.union([z.string(), z.array(z.string())]).transform((value) => [value].flat());
const identityPolicySchema = z.looseObject({
  Statement: z.array(z.looseObject({ Action: oneOrMore })),
});
type IdentityDocument = z.output<typeof identityPolicySchema>;

const read = new Map<string, IdentityDocument>();

/**
 * Returns a policy with the statements that name an action's service. No other can decide about it,
 * and the library takes most of its time for reading those.
 */
function concerning(action: string, document: string): IdentityDocument {
  const [service = ""] = action.split(":");
  const whole = read.get(document) ?? identityPolicySchema.parse(parsed(document));
  read.set(document, whole);
  const names = (pattern: string): boolean => isOfService(pattern, service);
  return { ...whole, Statement: whole.Statement.filter(({ Action }) => Action.some(names)) };
}

function isOfService(pattern: string, service: string): boolean {
  const [named = ""] = pattern.split(":");
  return named.includes("*") || named.toLowerCase() === service.toLowerCase();
}
