/** What a plan's outcome depends on: how the provider and AWS treat a type of resource. */
export interface ResourceType {
  /** Inputs that the provider refuses to go without. */
  readonly required: readonly string[];
  /**
   * Inputs of which another value replaces the resource: "Forces new resource" in the provider's
   * documentation, `ForceNew` or `RequiresReplace` in its source. A dot leads into an object.
   */
  readonly replaces: readonly string[];
  /**
   * Input that Pulumi fills in where the program leaves it out. An explicit one makes a replacement
   * delete first.
   */
  readonly named?: string;
  /** ARN of what the plan knows none of, from its service to where its name follows. */
  readonly arn?: string;
  /** Types of resources that keep this one from being deleted while they refer to it. */
  readonly heldBy?: readonly string[];
  /** Input that keeps the resource from being deleted while it is true. */
  readonly protectedBy?: string;
  /** Whether one that did not get ready stays failed; of others the provider has only lost patience. */
  readonly failsForGood?: boolean;
}
