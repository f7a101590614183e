import type { Resource } from "../../../policy/rule";
import { dataViolations } from "./data";
import { iamViolations } from "./iam";
import { kafkaViolations } from "./kafka";
import { networkViolations } from "./network";

/** Stacks that each break one rule: by the rule's id, then by what is wrong. */
export type Violations = Readonly<Record<string, Readonly<Record<string, readonly Resource[]>>>>;

export const violations: Violations = {
  ...kafkaViolations,
  ...iamViolations,
  ...dataViolations,
  ...networkViolations,
};
