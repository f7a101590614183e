/** What one rule has against a value. */
export interface Fault {
  /** Path to the value within the request, such as "Tags[0].Key". */
  readonly member: string;
  readonly value: unknown;
  /** Completes "the value ...": "is longer than 255 characters". */
  readonly problem: string;
  /** Where the rule is published. */
  readonly source: string;
}

/** A fault of a request, as many stages as make it. */
export interface Violation extends Fault {
  readonly stages: readonly string[];
  /** Type and name of the resource. */
  readonly resource: string;
  /** Service and operation: "ec2 CreateSecurityGroup". */
  readonly operation: string;
}

const SHOWN_CHARACTERS = 120;

/** Returns the one line that a failed test shows. */
export function describeViolation(violation: Violation): string {
  const { stages, resource, operation, member, value, problem, source } = violation;
  const [first = "", ...others] = stages;
  const more = others.length > 0 ? ` and ${others.length} more` : "";
  return `${first}${more}: ${resource}: ${operation} ${member} = ${shown(value)} ${problem} (${source})`;
}

function shown(value: unknown): string {
  const text = value === undefined ? "nothing" : JSON.stringify(value);
  return text.length > SHOWN_CHARACTERS ? `${text.slice(0, SHOWN_CHARACTERS)}...` : text;
}
