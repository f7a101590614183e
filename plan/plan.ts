/** What a stage's program registered, as far as it can be known without AWS. */
export interface Plan {
  /** Name of the Pulumi project. */
  readonly project: string;
  /** Name of the stage. */
  readonly stack: string;
  /** Every resource, a parent before its children, in a stable order. */
  readonly resources: readonly PlannedResource[];
  /** Stack outputs; a secret one is shown as "[secret]". */
  readonly outputs: Readonly<Record<string, unknown>>;
}

export interface PlannedResource {
  readonly urn: string;
  /** Pulumi type token such as aws:msk/cluster:Cluster. */
  readonly type: string;
  readonly name: string;
  /** URN of the parent; undefined for a resource of the top level. */
  readonly parent: string | undefined;
  /** Inputs as the provider would get them, keys sorted; a secret is "[secret]". */
  readonly inputs: Readonly<Record<string, unknown>>;
  /** What the provider would answer under the mocks: the inputs, and what AWS would compute. */
  readonly state: Readonly<Record<string, unknown>>;
  /** URNs of what it waits for. */
  readonly dependsOn: readonly string[];
  readonly options: PlannedOptions;
}

/** Resource options that are set; one that is not set is absent. */
export interface PlannedOptions {
  readonly protect?: boolean;
  readonly retainOnDelete?: boolean;
  readonly deleteBeforeReplace?: boolean;
  readonly replaceOnChanges?: readonly string[];
  readonly ignoreChanges?: readonly string[];
  readonly customTimeouts?: Readonly<Record<string, string>>;
  /** How many transforms it has, which the engine runs on it and on its children. */
  readonly transforms?: number;
}

/** Returns the resources of one type, in the plan's order. */
export function resourcesOfType(plan: Plan, type: string): PlannedResource[] {
  return plan.resources.filter((resource) => resource.type === type);
}

/** Sorts a plan's resources: a parent before its children, siblings by type and name. */
export function inTreeOrder(resources: readonly PlannedResource[]): PlannedResource[] {
  const children = (parent: string | undefined): PlannedResource[] =>
    resources
      .filter((resource) => resource.parent === parent)
      .sort((a, b) => (`${a.type} ${a.name}` < `${b.type} ${b.name}` ? -1 : 1))
      .flatMap((resource) => [resource, ...children(resource.urn)]);
  return children(undefined);
}
