import assert from "node:assert/strict";
import { z } from "zod";
import type { PlannedResource } from "../../plan/plan";

type Resources = readonly PlannedResource[];
type Properties = Readonly<Record<string, unknown>>;

/** Returns the only resource of a type, or the one of the type that has the name. */
export function one(resources: Resources, type: string, name?: string): PlannedResource {
  const found = resources.filter((r) => r.type === type && (name === undefined || r.name === name));
  const [first, ...others] = found;
  assert.ok(first && others.length === 0, `${found.length} resources are ${type} ${name ?? ""}`);
  return first;
}

export function all(resources: Resources, type: string): PlannedResource[] {
  return resources.filter((resource) => resource.type === type);
}

export function absent(resources: Resources, type: string): void {
  assert.deepEqual(all(resources, type), []);
}

/** Asserts that inputs hold what is expected; what is not named may be anything. */
export function assertInputs({ inputs }: PlannedResource, expected: Properties): void {
  assert.deepEqual(project(inputs, expected), expected);
}

/** Asserts that a resource waits for others. */
export function assertWaitsFor(resource: PlannedResource, others: Resources): void {
  const missing = others.filter(({ urn }) => !resource.dependsOn.includes(urn));
  assert.deepEqual(
    missing.map(({ name }) => name),
    [],
    `${resource.name} does not wait for these`,
  );
}

/**
 * Asserts that only one resource is at the top, and every other has a parent whose name it starts
 * with.
 */
export function assertFamily(resources: Resources, top: string): void {
  const byUrn = new Map(resources.map((resource) => [resource.urn, resource]));
  assert.deepEqual(
    resources.filter(({ parent }) => parent === undefined).map(({ name }) => name),
    [top],
  );
  for (const { name, parent } of resources) {
    const parentName = byUrn.get(parent ?? "")?.name ?? "";
    assert.ok(name.startsWith(parentName), `${name} does not start with ${parentName}`);
  }
}

/** Returns a value inside of properties: `at(inputs, "location", "s3", "fileKey")`. */
export function at(value: unknown, ...path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (inner, key) => (isProperties(inner) ? inner[key] : undefined),
    value,
  );
}

const oneOrMore = z.union([z.string().transform((text) => [text]), z.array(z.string())]);
const policy = z.object({
  Statement: z.array(
    z.object({
      Sid: z.string().optional(),
      Effect: z.string(),
      Principal: z.unknown().optional(),
      Action: oneOrMore,
      Resource: oneOrMore.default([]),
      Condition: z
        .record(z.string(), z.record(z.string(), z.union([z.string(), z.array(z.string())])))
        .optional(),
    }),
  ),
});

/** Returns the statements of a policy document that an input holds as JSON. */
export function statements(document: unknown): z.output<typeof policy>["Statement"] {
  return policy.parse(JSON.parse(z.string().parse(document))).Statement;
}

/** Actions that a policy allows on a resource whose ARN it names literally, sorted. */
export function actionsOn(document: unknown, arn: string): string[] {
  return statements(document)
    .filter(({ Effect, Resource }) => Effect === "Allow" && Resource.includes(arn))
    .flatMap(({ Action }) => Action)
    .sort();
}

function project(actual: unknown, expected: unknown): unknown {
  if (!isProperties(expected) || !isProperties(actual)) return actual;
  return Object.fromEntries(
    Object.entries(expected).map(([key, value]) => [key, project(actual[key], value)]),
  );
}

function isProperties(value: unknown): value is Properties {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
