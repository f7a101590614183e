import { matches, type Check } from "./validate";

/** Checks that Amazon MSK takes the name of a cluster. */
export function isClusterName(propertyPath: string, name: string): Check {
  return matches(propertyPath, name, /^[\w-]{1,64}$/, "1 to 64 letters, digits, - and _");
}
