import { ifKnown, type Properties } from "./properties";

/** A resource as a rule sees it. */
export interface Resource {
  /** Pulumi type token such as aws:msk/cluster:Cluster. */
  readonly type: string;
  readonly name: string;
  readonly urn: string;
  /** Inputs for a rule of one resource, outputs for a rule of the stack. */
  readonly props: Properties;
  /** Whether Pulumi refuses to delete it. */
  readonly protect: boolean;
  /** URN of its parent. */
  readonly parent?: string | undefined;
  /** URNs of the resources that a property's value comes from, by the property. */
  readonly sources: Readonly<Record<string, readonly string[]>>;
}

interface RuleBase {
  /** Name of the policy, in kebab case: what a stage's configuration calls it. */
  readonly id: string;
  /** What it requires, as a sentence without its full stop. */
  readonly title: string;
  /**
   * Controls of AWS Security Hub and checks of Checkov that it covers, such as `Security Hub
   * MSK.1`.
   */
  readonly controls: readonly string[];
  readonly why: string;
  /** What to do about a violation. */
  readonly fix: string;
  /** Pulumi types that it judges. */
  readonly types: readonly string[];
}

/** Judges each resource by its own inputs, before the resource is created. */
export interface ResourceRule extends RuleBase {
  readonly scope: "resource";
  /** What is wrong with the resource, as sentences without their full stops. */
  readonly check: (resource: Resource) => readonly string[];
}

/**
 * Judges each resource together with the others of the stack, at the end of a preview or
 * deployment.
 */
export interface StackRule extends RuleBase {
  readonly scope: "stack";
  /** What is wrong with the resource, as sentences without their full stops. */
  readonly check: (resource: Resource, stack: readonly Resource[]) => readonly string[];
}

export type Rule = ResourceRule | StackRule;

/** Level of every rule, which a stage's configuration can lower. */
export const DEFAULT_LEVEL = "mandatory";

/**
 * Returns what a rule finds wrong with a resource. At a preview many values are not known; a rule
 * that needs one finds nothing then, and judges the resource when it is deployed.
 */
export function findings(
  rule: Rule,
  resource: Resource,
  stack: readonly Resource[],
): readonly string[] {
  if (!rule.types.includes(resource.type)) return [];
  return ifKnown(() => rule.check(resource, stack)) ?? [];
}

/** Makes a finding, unless all is well. */
export function unless(holds: boolean, finding: string): readonly string[] {
  return holds ? [] : [finding];
}
