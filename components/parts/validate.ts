import * as pulumi from "@pulumi/pulumi";
import type { Range } from "../../support/awsLimits";

/** What must hold of a component's plain arguments. */
export interface Check {
  readonly propertyPath: string;
  readonly holds: boolean;
  /** What is allowed and what was given. */
  readonly reason: string;
}

/** Throws one error that names every argument at fault. */
export function validate(component: string, checks: readonly Check[]): void {
  const errors = checks
    .filter(({ holds }) => !holds)
    .map(({ propertyPath, reason }) => ({ propertyPath, reason }));
  if (errors.length === 0) return;
  const list = errors.map(({ propertyPath, reason }) => `${propertyPath} ${reason}`).join("; ");
  throw new pulumi.InputPropertiesError({ message: `${component}: ${list}`, errors });
}

export function between(
  propertyPath: string,
  value: number,
  { least, most }: Range,
  unit = "",
): Check {
  return {
    propertyPath,
    holds: Number.isInteger(value) && value >= least && value <= most,
    reason: `must be a whole number from ${least} to ${most}${unit}, got ${value}`,
  };
}

export function matches(
  propertyPath: string,
  value: string,
  pattern: RegExp,
  allowed: string,
): Check {
  return { propertyPath, holds: pattern.test(value), reason: `must be ${allowed}, got "${value}"` };
}
