import { at, isProperties, list, texts, type Properties } from "./properties";

/** A statement of an IAM policy, its single values as lists. */
export interface Statement {
  /** What it is called, or its number from 1. */
  readonly sid: string;
  readonly effect: string;
  readonly actions: readonly string[];
  readonly notActions: readonly string[];
  readonly resources: readonly string[];
  readonly notResources: readonly string[];
  /** Service principals. */
  readonly services: readonly string[];
  /** Whether the principal is everybody. */
  readonly everybody: boolean;
  readonly conditions: readonly Condition[];
}

export interface Condition {
  /** Such as StringEquals. */
  readonly operator: string;
  /** Such as aws:SourceAccount. */
  readonly key: string;
  readonly values: readonly string[];
}

/** Returns the statements of what a policy or a role itself allows. */
export function policiesOf(props: Properties): readonly Statement[] {
  const inline = list(props["inlinePolicies"]).map((policy) => at(policy, "policy"));
  return [props["policy"], ...inline].flatMap(statements);
}

/** Returns the statements of who may take on a role. */
export function trustOf(props: Properties): readonly Statement[] {
  return statements(props["assumeRolePolicy"]);
}

/**
 * Statements of a policy document, which is JSON or has been parsed. Of what is neither there are
 * none.
 */
export function statements(document: unknown): readonly Statement[] {
  return list(at(parsed(document), "Statement")).map((statement, i) => {
    const principal = at(statement, "Principal");
    return {
      sid: texts(at(statement, "Sid"))[0] ?? String(i + 1),
      effect: texts(at(statement, "Effect"))[0] ?? "",
      actions: texts(at(statement, "Action")),
      notActions: texts(at(statement, "NotAction")),
      resources: texts(at(statement, "Resource")),
      notResources: texts(at(statement, "NotResource")),
      services: texts(at(principal, "Service")),
      everybody: texts(principal).includes("*") || texts(at(principal, "AWS")).includes("*"),
      conditions: conditions(at(statement, "Condition")),
    };
  });
}

function conditions(condition: unknown): Condition[] {
  if (!isProperties(condition)) return [];
  return Object.entries(condition).flatMap(([operator, keys]) =>
    isProperties(keys)
      ? Object.entries(keys).map(([key, values]) => ({
          operator,
          key,
          values: list(values).map(String),
        }))
      : [],
  );
}

/** IAM itself refuses what is no JSON. */
function parsed(document: unknown): unknown {
  if (typeof document !== "string") return document;
  try {
    return JSON.parse(document) as unknown;
  } catch {
    return undefined;
  }
}
