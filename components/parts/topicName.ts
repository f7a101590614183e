import { matches, type Check } from "./validate";

/** Checks that Kafka takes the name of a topic. */
export function isTopicName(propertyPath: string, name: string): Check {
  return matches(propertyPath, name, /^[\w.-]{1,249}$/, "1 to 249 letters, digits, ., _ and -");
}
