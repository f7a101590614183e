import { isProperties } from "../../policy/properties";
import { findings, type Resource, type Rule } from "../../policy/rule";
import { rules } from "../../policy/rules";
import { exemplary } from "./exemplary";

/** What the engine sends in the place of a text that is not known yet. */
export const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

type Stack = readonly Resource[];

/**
 * Returns the exemplary stack with a property of one resource set to another value; undefined
 * removes it.
 */
export function change(name: string, path: readonly string[], value?: unknown): Stack {
  return replaced(name, (found) => ({ ...found, props: changed(found.props, path, value) }));
}

/** Returns the exemplary stack with a resource replaced by what is made of it. */
export function replaced(name: string, make: (resource: Resource) => Resource): Stack {
  if (!exemplary.some((resource) => resource.name === name)) throw new Error(`No ${name}`);
  return exemplary.map((resource) => (resource.name === name ? make(resource) : resource));
}

export function without(name: string): Stack {
  return exemplary.filter((resource) => resource.name !== name);
}

export function adding(...resources: Resource[]): Stack {
  return [...exemplary, ...resources];
}

/** Returns the ids of the rules that find anything, each once, with what the finding is about. */
export function reports(stack: Stack, pack: readonly Rule[] = rules): string[] {
  return pack.flatMap((rule) =>
    stack
      .filter((resource) => findings(rule, resource, stack).length > 0)
      .map(({ name }) => `${rule.id}: ${name}`),
  );
}

export function changed(
  props: Resource["props"],
  [key = "", ...path]: readonly string[],
  value: unknown,
): Resource["props"] {
  const inner = props[key];
  const set = path.length === 0 ? value : changed(isProperties(inner) ? inner : {}, path, value);
  return { ...props, [key]: set };
}
