import type { Step } from "./engineStack";

/** Every step but those that do nothing, such as `create Topic orders-topic`. */
export function changes(steps: readonly Step[]): string[] {
  return steps.filter(({ op }) => op !== "same" && op !== "refresh").map(described);
}

export function described({ op, type, resource }: Omit<Step, "urn">): string {
  return `${op} ${type.split(":").at(-1) ?? ""} ${resource}`;
}
