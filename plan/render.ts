import type { Plan, PlannedResource } from "./plan";

/** Renders the plan as one JSON document, for tools. */
export function toJson(plan: Plan): string {
  const resources = plan.resources.map(
    ({ urn, type, name, parent, inputs, dependsOn, options }) => ({
      urn,
      type,
      name,
      parent: parent ?? null,
      inputs,
      dependsOn,
      options,
    }),
  );
  return JSON.stringify({ ...plan, resources }, null, 2);
}

/** Renders the plan as a tree of resources, for people. */
export function renderTree(plan: Plan): string {
  const children = (parent: string | undefined): PlannedResource[] =>
    plan.resources.filter((resource) => resource.parent === parent);
  const branch = (resource: PlannedResource, indent: string, last: boolean): string[] => {
    const below = children(resource.urn);
    const inner = indent + (last ? "   " : "│  ");
    return [
      `${indent}${last ? "└─ " : "├─ "}${resource.name}  ${shortType(resource.type)}${marks(resource)}`,
      ...below.flatMap((child, i) => branch(child, inner, i === below.length - 1)),
    ];
  };
  const top = children(undefined);
  return [
    `${plan.project} ${plan.stack}: ${plan.resources.length} resources`,
    ...top.flatMap((resource, i) => branch(resource, "", i === top.length - 1)),
    "",
    "Outputs",
    ...Object.entries(plan.outputs).map(([key, value]) => `  ${key}: ${outputText(value)}`),
  ].join("\n");
}

/** aws:msk/cluster:Cluster reads aws:msk:Cluster. */
function shortType(type: string): string {
  return type.replace(/\/[^:]+:/, ":");
}

function marks({ options }: PlannedResource): string {
  return options.protect === true ? "  [protected]" : "";
}

function outputText(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}
